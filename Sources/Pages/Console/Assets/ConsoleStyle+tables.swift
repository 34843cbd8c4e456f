extension ConsoleStyle {
  /// Tables and lists of facts.
  static let tables = #"""
    @layer components {
      /* Tables */
      .table-wrap { overflow-x: auto; }
      /* A list whose first row may come while the page is open */
      .table-wrap:has(+ .empty):not(:has(tbody tr)), .table-wrap:has(tbody tr) + .empty { display: none; }
      .panel > .table-wrap:first-child { border-radius: var(--radius-lg) var(--radius-lg) 0 0; }
      .panel > .table-wrap:last-child { border-radius: 0 0 var(--radius-lg) var(--radius-lg); }
      .panel > .table-wrap:only-child { border-radius: var(--radius-lg); }
      .table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
      .table caption { text-align: start; }
      .table th, .table td { padding: var(--s2) var(--s3); text-align: start; vertical-align: middle; height: var(--row); }
      .table th:first-child, .table td:first-child { padding-inline-start: var(--s4); }
      .table th:last-child, .table td:last-child { padding-inline-end: var(--s4); }
      .table thead th { height: 2.25rem; padding-block: 0; font-size: var(--text-xs); font-weight: 500; color: var(--muted); white-space: nowrap; background: var(--sunken); border-bottom: 1px solid var(--line); }
      .table tbody th { font-weight: 500; }
      .table tbody tr + tr > * { border-top: 1px solid var(--line); }
      .table tbody tr:hover { background: var(--hover); }
      .table tbody tr.is-new { background: var(--accent-tint); }
      .table .num { text-align: end; }
      .table .end { text-align: end; }
      .table time { white-space: nowrap; }
      .table code, .table .sub, .row-name, .table .any-name { overflow-wrap: anywhere; }
      @media (max-width: 30rem) { .table time { white-space: normal; } }
      @media (max-width: 23rem) { .table .badge, .table .state { white-space: normal; } }
      :where(.table) .sub { display: block; color: var(--muted); font-size: var(--text-sm); font-weight: 400; }
      .table .nowrap { white-space: nowrap; }
      @media (min-width: 40.01rem) { .table th[scope="row"] { min-width: 7rem; } }
      @media (min-width: 40.01rem) { .table th.fit { width: 1px; white-space: nowrap; } }
      .table .links a { display: block; }
      .table .nowrap .sub { white-space: normal; overflow-wrap: break-word; }
      .row-link { display: block; color: var(--text); text-decoration: none; font-weight: 500; margin-block: calc(-1 * var(--s2)); padding-block: var(--s2); }
      .row-link:hover .row-name, .row-link.row-name:hover { text-decoration: underline; }
      .person { display: flex; align-items: center; gap: var(--s3); }
      @media (max-width: 70rem) { .col-lg { display: none; } }
      @media (max-width: 52rem) { .col-md { display: none; } }
      @media (max-width: 40rem) {
        .col-sm { display: none; }
        .page-head .actions { width: 100%; }
        .page-head .actions > :is(.btn, form) { flex: 1 1 auto; }
        .page-head .actions > form > .btn { width: 100%; }
        .table th, .table td { padding-inline: var(--s2); }
        .table th:first-child, .table td:first-child { padding-inline-start: var(--s3); }
        .table th:last-child, .table td:last-child { padding-inline-end: var(--s3); }
      }
      @media (max-width: 30rem) { .table .avatar { display: none; } }
      @media (min-width: 52.01rem) { .only-narrow { display: none !important; } }
      @media (min-width: 40.01rem) { .only-phone { display: none !important; } }

      @media (max-width: 30rem) {
        .yes-no .state > span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .yes-no thead th { white-space: normal; }
        .yes-no tr > * + * { padding-inline: var(--s1); }
      }

      /* Lists of facts */
      .facts { display: grid; gap: var(--s2); }
      .facts > div { display: grid; grid-template-columns: 6.75rem minmax(0, 1fr); gap: var(--s3); }
      .facts + .facts, p + .facts { padding-top: var(--s3); border-top: 1px solid var(--line); }
      .facts dd { min-width: 0; overflow-wrap: anywhere; }
      .facts dt { color: var(--muted); }
      .facts .sub { display: block; color: var(--muted); font-size: var(--text-sm); }
      .items > li { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; gap: var(--s1) var(--s3); padding: var(--s3) var(--s4); }
      .items > li + li { border-top: 1px solid var(--line); }
      .items > li > div { min-width: 0; overflow-wrap: anywhere; }
      .items > li > .row { grid-column: 2 / -1; }
      .items > li > .icon { color: var(--muted); }
      .items .sub { display: block; color: var(--muted); font-size: var(--text-sm); font-weight: 400; }
    }
    """#
}
