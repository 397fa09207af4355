"""Artifacts gathered under a few topics, so that one look shows what an acquisition let be seen, and from when.

An artifact that stands under no topic here, for instance one of a newer version, is among the other records.
"""

from collections.abc import Sequence
from typing import NamedTuple

from hoofprint.export.parts import chart
from hoofprint.model.coverage import Status
from hoofprint.model.face import CoverageFace
from hoofprint.model.words import N_

OTHER = N_("other records")
TOPICS = {
    N_("messages, mail and calls"): (
        "attachment_images|attachment_kinds|calls|contact_values|contacts|delivered_notifications|id_status"
        "|interaction_contacts|interactions|mail_messages|mail_texts|message_attachments|message_chats"
        "|message_deletions|message_handles|messages|messenger_contacts|messenger_encrypted"
        "|messenger_messages|viber_contacts|viber_messages|whatsapp_calls|whatsapp_chats|whatsapp_contacts"
        "|whatsapp_lids|whatsapp_links|whatsapp_media|whatsapp_messages|whatsapp_profiles|biome_notifications"
        "|telegram_messages|telegram_peers|sms|mms"
    ),
    N_("browsers and web views"): (
        "brave_history|chrome_downloads|chrome_favicons|chrome_history|cookies|edge_history|firefox_favicons"
        "|firefox_history|firefox_places|resource_loads|safari_bookmarks|safari_closed_tabs|safari_cloud_tabs"
        "|safari_downloads|safari_favicons|safari_favicons_rejected|safari_history|safari_history_deletions"
        "|safari_history_items|safari_tab_groups|safari_tabs|session_resources|url_cache|web_origins|web_storage"
        "|brave_downloads|brave_favicons|edge_downloads"
        "|edge_favicons|browser_history|downloads"
    ),
    N_("network use"): (
        "addaily|data_usage|data_usage_processes|dhcp_leases|joined_networks|known_networks|net_usage"
        "|net_usage_processes|privacy_report|sim_cards|netstats"
    ),
    N_("programs that ran or crashed"): (
        "analytics|biome|biome_events|biome_focus|crash_images|crash_reports|keyboard_use|knowledge|powerlog_apps"
        "|powerlog_processes|powerlog_sensors|powerlog_use|report_processes|screen_time|shutdown_log|location_clients"
        "|processes|tombstones|unified_log|running_processes|running_tasks|binary_locations"
    ),
    N_("apps and what they may do"): (
        "app_bundles|app_installs|application_state|applications|containers|notification_settings|tcc"
        "|uninstalled_apps|container_log|packages|permissions|appops"
    ),
    N_("settings and profiles"): (
        "accounts|backup_events|calendar|crash_reporter_pref|find_my|global_preferences|lockdown_log"
        "|lockdown_settings|mdm|os_versions|paired_hosts|profile_events|profiles|provisioning_profiles|shortcuts"
        "|trusted_certificates|device_state|home_files|settings|device_policy"
    ),
    N_("files"): "file_hashes|files|raw_texts|highest_rows",
}
_OF = {name: topic for topic, names in TOPICS.items() for name in names.split("|")}
_READ = (Status.READ, Status.EMPTY, Status.PARTIAL)


class Topic(NamedTuple):
    """What could be seen of one topic: how many of its sources were read, and the spans of those with dates."""

    name: str
    read: int
    sources: int
    bars: tuple[chart.Bar, ...]


class Picture(NamedTuple):
    """All topics on one axis that begins and ends with a day; both are empty where no record is dated."""

    first: str
    last: str
    topics: tuple[Topic, ...]


def picture(coverage: Sequence[CoverageFace]) -> Picture:
    """The topics in their order, those without any source left out."""
    first, last, bars = chart.spans(coverage)
    found = []
    for name in (*TOPICS, OTHER):
        rows = [row for row in coverage if topic(row.artifact) == name]
        read = [row for row in rows if row.status in _READ]
        drawn = tuple(dict.fromkeys(bars[row.artifact] for row in read if row.artifact in bars))
        if rows:
            found.append(Topic(name, len(read), len(rows), drawn))
    return Picture(first, last, tuple(found))


def topic(artifact: str) -> str:
    """The topic of an artifact, in words still to be translated."""
    return _OF.get(artifact.rpartition(".")[2], OTHER)
