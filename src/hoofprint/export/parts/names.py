"""Artifacts in words a layperson knows. One without an entry is shown by its id, which is always right."""

from hoofprint.model.words import N_

ARTIFACTS = {
    "ios.addaily": N_("daily network totals"),
    "ios.app_bundles": N_("app bundles"),
    "ios.applications": N_("installed apps"),
    "ios.calls": N_("calls"),
    "ios.contact_values": N_("numbers and addresses of contacts"),
    "ios.contacts": N_("contacts"),
    "ios.containers": N_("app folders"),
    "ios.crash_reporter_pref": N_("crash reporter settings"),
    "ios.data_usage": N_("mobile data counters"),
    "ios.data_usage_processes": N_("programs with mobile data"),
    "ios.files": N_("file list"),
    "ios.id_status": N_("addresses looked up at Apple"),
    "ios.interaction_contacts": N_("parties of interactions"),
    "ios.interactions": N_("interactions"),
    "ios.location_clients": N_("programs that asked for location"),
    "ios.message_attachments": N_("message attachments"),
    "ios.message_chats": N_("message conversations"),
    "ios.message_handles": N_("message addresses"),
    "ios.messages": N_("messages (SMS, iMessage)"),
    "ios.net_usage": N_("network counters"),
    "ios.net_usage_processes": N_("programs with network use"),
    "ios.profile_events": N_("profile installations"),
    "ios.profiles": N_("configuration profiles"),
    "ios.resource_loads": N_("sites loaded in web views"),
    "ios.safari_history": N_("Safari history"),
    "ios.safari_history_deletions": N_("Safari history deletions"),
    "ios.safari_history_items": N_("Safari addresses without a load"),
    "ios.safari_tab_groups": N_("Safari tab groups"),
    "ios.safari_tabs": N_("Safari tabs"),
    "ios.session_resources": N_("sites loaded in web views (older)"),
    "ios.tcc": N_("app permissions"),
    "ios.web_origins": N_("sites with stored data"),
    "ios.web_storage": N_("folders of sites with stored data"),
    "ios.whatsapp_calls": N_("WhatsApp calls"),
    "ios.whatsapp_chats": N_("WhatsApp conversations"),
    "ios.whatsapp_contacts": N_("WhatsApp contacts"),
    "ios.whatsapp_lids": N_("WhatsApp number-free ids"),
    "ios.whatsapp_links": N_("WhatsApp links"),
    "ios.whatsapp_media": N_("WhatsApp media"),
    "ios.whatsapp_messages": N_("WhatsApp messages"),
}


def artifact(id_: str) -> str:
    """An artifact in words, still to be translated."""
    return ARTIFACTS.get(id_, id_)
