"""How values are written, said once more."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def iso(micros, zone):
    """Seconds, milliseconds or microseconds: as many digits as the value needs."""
    local = (EPOCH + timedelta(microseconds=micros)).astimezone(ZoneInfo(zone))
    part = local.microsecond
    return local.isoformat(timespec="microseconds" if part % 1000 else "milliseconds" if part else "seconds")


def plain(number):
    """Without zeros at the end."""
    text = format(Decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
