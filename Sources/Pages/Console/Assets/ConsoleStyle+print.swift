extension ConsoleStyle {
  /// Printed pages.
  static let print = #"""
    @layer print {
      .only-print { display: none; }
      @media print {
        @page { margin: 12mm 10mm; }
        :root { color-scheme: light !important; --text: #000; --muted: #333; --surface: #fff; --canvas: #fff; --sunken: #fff; --line: #bbb; --shadow: none; }
        html { font-size: 10pt; }
        .sidebar, .topbar, .skip-link, .filters, .tabs, .pager, .actions, .crumbs, .btn, .page-end, .live, .no-print, .avatar { display: none !important; }
        .only-print { display: revert; }
        th.only-print, td.only-print { display: table-cell; }
        .app { display: block; }
        .main { padding: 0; }
        .panel { border: 0; border-radius: 0; box-shadow: none; }
        .panel-head, .panel-body, .items > li { padding-inline: 1.5mm; }
        .panel-head { min-height: 0; padding-block: 1.5mm; }
        .panel-head > a, .panel-head form, .more:not([open]), .panel[aria-labelledby="developers"],
        .panel:has(.filters):not(:has(.verdict, .table, .plot)) { display: none; }
        .page-head h1 .state { font-size: inherit; }
        .table-wrap { overflow: visible; }
        .table { font-size: 8.5pt; }
        .table th:first-child, .table .col-md { white-space: nowrap; }
        .table .sub { font-size: 7.5pt; line-height: 1.25; }
        .table th, .table td { height: auto; padding: 1.2mm 1.5mm; border-bottom: 1px solid #bbb; }
        .table thead { display: table-header-group; }
        .table tr { break-inside: avoid; }
        .table thead th { color: #000; font-weight: 600; border-bottom: 1.5pt solid #000; }
        .table .col-lg, .table .col-md, .table .col-sm { display: table-cell; }
        .only-narrow, .only-phone { display: none !important; }
        .badge, .state { background: none !important; color: #000 !important; padding: 0; font-size: inherit; }
        .badge { font-weight: 600; }
        .notice, .panel-foot { display: none; }
        .badge .icon, .state .icon { display: none; }
        a { color: inherit; text-decoration: none; }
        .box { display: inline-block; width: 4mm; height: 4mm; border: 1pt solid #000; }
      }
    }
    """#
}
