"""What people call the kinds of value: in column headings, section headings, type fields and file names."""

import re

from hoofprint.model.record import Observable as O

_NAMES = {
    O.DOMAIN: "domain, domain name, domainname, domains, host, hosts, hostname, hostnames, fqdn, c2, c2s, c2 domain,"
    " c2 domains, domain indicator",
    O.IP: "ip, ips, ip address, ip addresses, ipaddress, ipv4, ipv6, ip4addr, ip6addr, ip src, ip dst, ip addr,"
    " addresses, c2 ip",
    O.URL: "url, urls, uri, uris, links",
    O.EMAIL: "email, emails, e-mail, mail, email address, email addresses, email src, email dst",
    O.PHONE: "phone, phones, phone number, phone numbers, msisdn",
    O.ACCOUNT: "account, accounts, username, handle, handles",
    O.PROCESS: "process, processes, process name, process names",
    O.PATH: "path, paths, file path, file paths, filepath, file, files, file name, file names, filename, filenames",
    O.BUNDLE: "package, packages, package name, package names, bundle, bundle id, bundle ids, app id, app ids, appid",
    O.FILE_HASH: "md5, sha1, sha-1, sha256, sha-256, sha384, sha512, sha-512, hash, hashes, file hash, file hashes,"
    " samples, sample hashes",
    O.CERT_HASH: "certificate, certificates, cert hash, cert hashes, package cert hashes, certificate sha1",
    O.PROFILE: "profile, profiles, config profiles, configuration profiles, profile uuid",
}
KINDS = {name.strip(): kind for kind, names in _NAMES.items() for name in names.split(",")}
"""Lower-case name with single blanks -> kind."""
ANDROID_ONLY = re.compile(r"package|cert|android")
"""Names that people use for Android values only."""


def kind_of(text: str) -> O | None:
    """The kind a heading names: `Domains:`, `IP_address`, `C&C servers` (then None)."""
    name = re.sub(r"[\s_]+", " ", text.strip().strip(":#=*[]").strip().lower())
    return KINDS.get(name) or KINDS.get(name.replace("-", " "))


def kind_of_file(name: str) -> O | None:
    """The kind a file name tells: `v2_domains.txt`, `samples.sha256`, `ip-addresses.txt`."""
    stem, _, suffix = name.lower().rpartition(".")
    for part in (suffix, stem or suffix):
        words = re.split(r"[\s_.-]+", part)
        for start in range(len(words)):
            kind = KINDS.get(" ".join(words[start:]))
            if kind:
                return kind
    return None
