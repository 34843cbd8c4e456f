extension ConsoleTemplates {
  /// The drawings of all icons, which pages use by their names.
  static let sprite = """
    <svg class="sprite" aria-hidden="true">
    <symbol id="i-activity" viewBox="0 0 24 24"><path d="M3 12.5h4l2.5-7 5 13 2.5-6h4"/></symbol>
    <symbol id="i-arrow-right" viewBox="0 0 24 24"><path d="M5 12h13.5M13 6.5l5.5 5.5-5.5 5.5"/></symbol>
    <symbol id="i-battery" viewBox="0 0 24 24"><path d="M4 8.5h13v7H4zM20 11v2M6.5 11v2M9 11v2M11.5 11v2M14 11v2"/></symbol>
    <symbol id="i-battery-critical" viewBox="0 0 24 24"><path d="M4 8.5h13v7H4zM20 11v2M6.5 11v2"/></symbol>
    <symbol id="i-battery-low" viewBox="0 0 24 24"><path d="M4 8.5h13v7H4zM20 11v2M6.5 11v2M9 11v2"/></symbol>
    <symbol id="i-calendar" viewBox="0 0 24 24"><path d="M5 6h14v14H5zM5 10.5h14M9 3.5V8M15 3.5V8"/></symbol>
    <symbol id="i-card" viewBox="0 0 24 24"><path d="M4.5 5.5h15c.6 0 1 .4 1 1v11c0 .6-.4 1-1 1h-15c-.6 0-1-.4-1-1v-11c0-.6.4-1 1-1zM3.5 10h17"/></symbol>
    <symbol id="i-check" viewBox="0 0 24 24"><path d="m5 12.5 4.5 4.5L19 7.5"/></symbol>
    <symbol id="i-check-circle" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="m8.5 12.3 2.5 2.5 4.7-5"/></symbol>
    <symbol id="i-chevron" viewBox="0 0 24 24"><path d="m7 10 5 5 5-5"/></symbol>
    <symbol id="i-clock" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/></symbol>
    <symbol id="i-code" viewBox="0 0 24 24"><path d="m8.5 7-5 5 5 5M15.5 7l5 5-5 5M13.5 5l-3 14"/></symbol>
    <symbol id="i-copy" viewBox="0 0 24 24"><path d="M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9"/></symbol>
    <symbol id="i-door" viewBox="0 0 24 24"><path d="M6 20.5V4.5c0-.6.4-1 1-1h10c.6 0 1 .4 1 1v16M3.5 20.5h17M14.5 12v.5"/></symbol>
    <symbol id="i-download" viewBox="0 0 24 24"><path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14"/></symbol>
    <symbol id="i-exit" viewBox="0 0 24 24"><path d="M13 5H5v14h8M10 12h10M16.5 8.5 20 12l-3.5 3.5"/></symbol>
    <symbol id="i-eye" viewBox="0 0 24 24"><path d="M3 12c2-4 5.2-6 9-6s7 2 9 6c-2 4-5.2 6-9 6s-7-2-9-6z"/><circle cx="12" cy="12" r="2.75"/></symbol>
    <symbol id="i-flask" viewBox="0 0 24 24"><path d="M9.5 3.5v6L4.7 18c-.7 1.2.1 2.5 1.5 2.5h11.6c1.4 0 2.2-1.3 1.5-2.5L14.5 9.5v-6M8 3.5h8M7.5 14.5h9"/></symbol>
    <symbol id="i-info" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="M12 11.2v5M12 8v.1"/></symbol>
    <symbol id="i-key" viewBox="0 0 24 24"><circle cx="8" cy="15.5" r="4.25"/><path d="M11.2 12.3 19.5 4M16 7.5l2.75 2.75M13.5 10l1.75 1.75"/></symbol>
    <symbol id="i-link" viewBox="0 0 24 24"><path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"/></symbol>
    <symbol id="i-list" viewBox="0 0 24 24"><path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01"/></symbol>
    <symbol id="i-lock" viewBox="0 0 24 24"><path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/></symbol>
    <symbol id="i-mail" viewBox="0 0 24 24"><path d="M4 6h16v12.5H4zM4.5 7l7.5 6 7.5-6"/></symbol>
    <symbol id="i-menu" viewBox="0 0 24 24"><path d="M4 7h16M4 12h16M4 17h16"/></symbol>
    <symbol id="i-minus" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="M8.5 12h7"/></symbol>
    <symbol id="i-moon" viewBox="0 0 24 24"><path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/></symbol>
    <symbol id="i-move" viewBox="0 0 24 24"><path d="M4 8h13M13.5 4.5 17 8l-3.5 3.5M20 16H7M10.5 12.5 7 16l3.5 3.5"/></symbol>
    <symbol id="i-overview" viewBox="0 0 24 24"><path d="M4 5h7v6H4zM15 5h5v4h-5zM4 15h7v4H4zM15 13h5v6h-5z"/></symbol>
    <symbol id="i-pause" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="M10 9v6M14 9v6"/></symbol>
    <symbol id="i-people" viewBox="0 0 24 24"><circle cx="9" cy="8" r="3.25"/><path d="M3 19.5c.4-3.4 2.8-5.2 6-5.2s5.6 1.8 6 5.2M15.5 5.1a3.25 3.25 0 0 1 0 5.9M17.5 14.6c2 .7 3.2 2.4 3.5 4.9"/></symbol>
    <symbol id="i-phone" viewBox="0 0 24 24"><path d="M8 3.5h8c.6 0 1 .4 1 1v15c0 .6-.4 1-1 1H8c-.6 0-1-.4-1-1v-15c0-.6.4-1 1-1zM11 17.5h2"/></symbol>
    <symbol id="i-pin" viewBox="0 0 24 24"><path d="M6.5 6.5h.01M12 6.5h.01M17.5 6.5h.01M6.5 12h.01M12 12h.01M17.5 12h.01M6.5 17.5h.01M12 17.5h.01M17.5 17.5h.01" stroke-width="2.75"/></symbol>
    <symbol id="i-plug" viewBox="0 0 24 24"><path d="M9 3.5v4M15 3.5v4M6.5 7.5h11v3.5a5.5 5.5 0 0 1-11 0zM12 16.5v4"/></symbol>
    <symbol id="i-plus" viewBox="0 0 24 24"><path d="M12 5v14M5 12h14"/></symbol>
    <symbol id="i-print" viewBox="0 0 24 24"><path d="M7 9V4h10v5M7 17H4.5V9h15v8H17M7 14h10v6H7z"/></symbol>
    <symbol id="i-question" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="M9.7 9.7c0-1.3 1-2.2 2.3-2.2s2.3.9 2.3 2.1c0 1.7-2.3 1.9-2.3 3.6M12 16.3v.1"/></symbol>
    <symbol id="i-refresh" viewBox="0 0 24 24"><path d="M5 12a7 7 0 0 1 12-4.9L19.5 9.5M19.5 5v4.5H15M19 12a7 7 0 0 1-12 4.9L4.5 14.5M4.5 19v-4.5H9"/></symbol>
    <symbol id="i-search" viewBox="0 0 24 24"><circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/></symbol>
    <symbol id="i-settings" viewBox="0 0 24 24"><path d="M4 7.5h9M17 7.5h3M4 16.5h3M11 16.5h9"/><circle cx="15" cy="7.5" r="2"/><circle cx="9" cy="16.5" r="2"/></symbol>
    <symbol id="i-shield" viewBox="0 0 24 24"><path d="M12 3.5 5 6v5.5c0 4.3 2.8 7.4 7 9 4.2-1.6 7-4.7 7-9V6zM9 12l2.2 2.2L15.2 10"/></symbol>
    <symbol id="i-space" viewBox="0 0 24 24"><path d="m12 3.5 8.5 4.5L12 12.5 3.5 8zM4 12.2l8 4.3 8-4.3M4 16.2l8 4.3 8-4.3"/></symbol>
    <symbol id="i-unlock" viewBox="0 0 24 24"><path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.7-1.4"/></symbol>
    <symbol id="i-user" viewBox="0 0 24 24"><circle cx="12" cy="8" r="3.5"/><path d="M5 20c.5-3.8 3.3-5.8 7-5.8s6.5 2 7 5.8"/></symbol>
    <symbol id="i-warn" viewBox="0 0 24 24"><path d="M12 4.2 3.3 19.3h17.4zM12 10v4M12 16.8v.1"/></symbol>
    <symbol id="i-webhook" viewBox="0 0 24 24"><path d="M4 12h9M9.5 8l4 4-4 4M16.5 5H20v14h-3.5"/></symbol>
    <symbol id="i-wifi" viewBox="0 0 24 24"><path d="M4 10.2a11.5 11.5 0 0 1 16 0M7 13.4a7.2 7.2 0 0 1 10 0M10 16.5a3 3 0 0 1 4 0"/></symbol>
    <symbol id="i-wifi-off" viewBox="0 0 24 24"><path d="M4 4l16 16M4 10.2a11.5 11.5 0 0 1 4.3-2.7M12 7a11.5 11.5 0 0 1 8 3.2M7 13.4a7.2 7.2 0 0 1 3.6-1.9M15 12.2c.7.3 1.4.7 2 1.2M10 16.5a3 3 0 0 1 4 0"/></symbol>
    <symbol id="i-x" viewBox="0 0 24 24"><path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/></symbol>
    <symbol id="i-x-circle" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="m9.2 9.2 5.6 5.6M14.8 9.2l-5.6 5.6"/></symbol>
    </svg>
    """
}
