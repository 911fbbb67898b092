#!/bin/sh
# Installs a .deb in a fresh Debian 12 that has nothing else, makes files there by the command
# and in the window, and removes it. `cargo xtask bundle --try DEB` starts it as root, with
# mounts and processes of its own, which end with it.
#
#     clean_debian.sh FOLDER DEB PYTHON PICTURES
#
# FOLDER doesn't exist yet; it becomes the root of the Debian.
set -eu
root=$1 package=$2 python=$3 pictures=$4
here=$(dirname "$0")
suite=bookworm

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

# Where this machine gets Debian from.
mirror() {
    apt-get indextargets --format '$(REPO_URI)' "Created-By: Packages" "Codename: $1" "Component: main" | head -n 1
}

in_it() {
    chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive "$@"
}

# An ordinary user, who has never used the app.
as_user() {
    chroot --userspec=desk:desk "$root" /usr/bin/env -i -C /home/desk PATH=/usr/bin:/bin HOME=/home/desk \
        LANG=C.UTF-8 "$@"
}

# Files that packages and their scripts made, without those of apt and dpkg themselves.
files() {
    find "$root" -xdev \( -path "$root/var/lib/dpkg" -o -path "$root/var/lib/apt" -o -path "$root/var/cache" \
        -o -path "$root/var/log" -o -path "$root/tmp" -o -path "$root/home" \) -prune -o -print | LC_ALL=C sort
}

say "a fresh Debian"
main=$(mirror "$suite") security=$(mirror "$suite-security")
[ -n "$main" ] || fail "apt here knows no $suite"
debootstrap --variant=minbase "$suite" "$root" "$main" > "$root.log" 2>&1 || { tail -n 20 "$root.log"; fail "debootstrap"; }
printf 'deb %s %s main\n' "$main" "$suite" > "$root/etc/apt/sources.list"
[ -z "$security" ] || printf 'deb %s %s-security main\n' "$security" "$suite" >> "$root/etc/apt/sources.list"
# What this machine's apt is told of its network.
cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
in_it apt-get update -qq
in_it useradd --create-home desk
[ -z "$(find "$root" -xdev -iname '*export-desk*')" ] || fail "there is something of the app already"
files > "$root.before"
in_it sh -c '. /etc/os-release; echo "$PRETTY_NAME, $(dpkg-query -W | wc -l) packages"'

say "the package is installed"
cp "$package" "$root/tmp/package.deb"
in_it apt-get install -y -q --no-install-recommends /tmp/package.deb > "$root.log" 2>&1 || { tail -n 20 "$root.log"; fail "apt-get install"; }
rm "$root/tmp/package.deb"
in_it dpkg-query -W -f '${Package} ${Version}: ${Status}, ${Installed-Size} kB\n' export-desk
in_it dpkg --verify export-desk
in_it dpkg -L export-desk > "$root.installed"
grep -q '^MimeType=x-scheme-handler/exportdesk;$' "$root/usr/share/applications/export-desk.desktop" || fail "links lead nowhere"
for program in export-desk export-desk-cli; do
    in_it ldd "/usr/bin/$program" | grep 'not found' && fail "$program lacks a library"
done

say "the first file, by the command"
install -m 644 "$here/../data/recipes/points-by-action.json" "$root/tmp/recipe.json"
as_user export-desk-cli run /tmp/recipe.json --out /home/desk/first
made=$(find "$root/home/desk/first" -name '*.zip')
[ -n "$made" ] || fail "the command made no file"
as_user export-desk-cli verify "${made#"$root"}"

say "the first file, in the window"
cat > "$root.start" <<START
#!/bin/sh
# The driver's own variables, and nothing else of this machine.
exec chroot --userspec=desk:desk "$root" /usr/bin/env -i -C /home/desk PATH=/usr/bin:/bin HOME=/home/desk \\
    LANG=C.UTF-8 DISPLAY="\$DISPLAY" WEBKIT_INSPECTOR_SERVER="\$WEBKIT_INSPECTOR_SERVER" \\
    TAURI_WEBVIEW_AUTOMATION=true NO_AT_BRIDGE=1 export-desk "\$@"
START
chmod 755 "$root.start"
rm -rf "$root/home/desk/.local" "$root/home/desk/.config" "$root/home/desk/.cache"
EXPORT_DESK_PICTURES="$pictures" xvfb-run -a -s "-screen 0 1280x900x24 -noreset -ac" \
    "$python" "$here/first_file.py" "$root.start" "$root/usr/bin/export-desk" "$root.window"
made=$(find "$root/home/desk" -name 'The first.zip')
[ -n "$made" ] || fail "the window made no file"
as_user export-desk-cli verify "${made#"$root"}"

say "the package is removed"
in_it apt-get purge -y -q export-desk > "$root.log" 2>&1 || { tail -n 20 "$root.log"; fail "apt-get purge"; }
while read -r file; do
    [ -d "$root$file" ] || [ ! -e "$root$file" ] || fail "$file is still there"
done < "$root.installed"
left=$(find "$root" -xdev \( -path "$root/home" -o -path "$root/var/log" \) -prune -o -iname '*export-desk*' -print)
[ -z "$left" ] || fail "this is still there: $left"
in_it dpkg-query -W export-desk > "$root.log" 2>&1 && fail "dpkg still knows it: $(cat "$root.log")"
in_it apt-get autoremove --purge -y -q > "$root.log" 2>&1 || { tail -n 20 "$root.log"; fail "apt-get autoremove"; }
files > "$root.after"
# The caches of other packages' scripts, whoever has installed those.
echo "Left by the libraries that came with it:"
LC_ALL=C comm -13 "$root.before" "$root.after" | sed "s|^$root|  |"
echo "The user's exports and history stay: $(find "$root/home/desk" -type f | wc -l) files."
say "installed, used and removed"
