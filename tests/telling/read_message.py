"""What Python's own library finds in a message."""

import email
import email.policy
import hashlib
import json
import sys
from html.parser import HTMLParser


class Seen(HTMLParser):
    """The text of a page, and the tags that it is made of."""

    def __init__(self):
        super().__init__()
        self.words, self.tags, self.links = [], set(), []

    def handle_data(self, data):
        self.words.append(data)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.links += [value for name, value in attributes if name in ("href", "src")]


raw = sys.stdin.buffer.read()
message = email.message_from_bytes(raw, policy=email.policy.default)
seen = Seen()
seen.feed(message.get_body(("html",)).get_content())
print(
    json.dumps(
        {
            "defects": [repr(defect) for part in message.walk() for defect in part.defects],
            "ascii": raw.isascii(),
            "longest": max(len(line) for line in raw.splitlines()),
            "type": message.get_content_type(),
            "subject": message["Subject"],
            "from": message["From"],
            "to": [str(address.addr_spec) for address in message["To"].addresses],
            "date": message["Date"].datetime.isoformat(),
            "id": message["Message-ID"],
            "headers": sorted(set(message.keys())),
            "text": message.get_body(("plain",)).get_content(),
            "html": " ".join(" ".join(seen.words).split()),
            "tags": sorted(seen.tags),
            "links": seen.links,
            "files": [
                {
                    "name": part.get_filename(),
                    "type": part.get_content_type(),
                    "sha256": hashlib.sha256(part.get_payload(decode=True)).hexdigest(),
                }
                for part in message.iter_attachments()
            ],
        }
    )
)
