extension ConsoleStyle {
  /// Navigation, menus, buttons and the head of a page.
  static let navigation = #"""
    @layer components {
      /* Brand and navigation */
      .brand { display: flex; align-items: center; gap: var(--s2); font-weight: 650; font-size: var(--text-lg); letter-spacing: -0.02em; color: var(--text); text-decoration: none; }
      .brand-mark { width: 1.75rem; height: 1.75rem; flex: none; }
      .brand-mark rect { fill: var(--text); }
      .brand-mark path { fill: var(--surface); }
      .sidebar-head { display: flex; align-items: center; justify-content: space-between; padding: var(--s2) var(--s2) var(--s3); }
      .nav { display: grid; gap: var(--s4); padding-bottom: var(--s4); }
      .nav-label { padding: 0 var(--s2) var(--s1); font-size: var(--text-xs); font-weight: 500; color: var(--muted); }
      .nav a {
        display: flex; align-items: center; gap: 0.625rem; min-height: 2.125rem; padding: var(--s1) var(--s2); border-radius: var(--radius-sm);
        color: var(--muted); font-weight: 500; text-decoration: none;
      }
      .nav a:hover { background: var(--idle-tint); color: var(--text); }
      .nav a[aria-current] { background: var(--idle-tint); color: var(--text); font-weight: 600; }
      .nav a[aria-current] .icon { color: var(--accent); }
      .nav .count { margin-inline-start: auto; }
      @media (pointer: coarse) { .nav a { min-height: 2.75rem; } }
      .count { min-width: 1.25rem; padding: 0 0.375rem; border-radius: 1rem; background: var(--idle-tint); color: var(--idle); font-size: var(--text-xs); line-height: 1.25rem; font-weight: 600; text-align: center; font-variant-numeric: tabular-nums; }
      .count.is-bad { background: var(--bad-tint); color: var(--bad); }

      /* Menus: a details element with a panel */
      .menu { position: relative; }
      .menu > summary { list-style: none; display: flex; align-items: center; gap: var(--s2); min-height: var(--control); padding: var(--s1) var(--s2); border-radius: var(--radius-sm); }
      .menu > summary::-webkit-details-marker { display: none; }
      .menu > summary:hover, .menu[open] > summary { background: var(--idle-tint); }
      .menu-panel { position: absolute; z-index: 5; inset-inline-end: 0; top: calc(100% + var(--s1)); min-width: 15rem; padding: var(--s2); background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow-lg); }
      .menu-panel.is-start { inset-inline: 0 auto; }
      .menu-panel a, .menu-panel button { display: flex; align-items: center; gap: var(--s2); width: 100%; min-height: var(--control); padding: var(--s1) var(--s2); border: 0; border-radius: var(--radius-sm); background: none; color: var(--text); text-align: start; text-decoration: none; }
      .menu-panel { max-width: min(20rem, 90vw); overflow-wrap: anywhere; }
      .menu-panel a:hover, .menu-panel button:hover { background: var(--hover); }
      .menu-panel hr { margin: var(--s2) 0; }
      .menu-note { padding: var(--s1) var(--s2); color: var(--muted); font-size: var(--text-sm); }
      .switcher > summary { width: 100%; border: 1px solid var(--line); background: var(--surface); margin-bottom: var(--s3); }
      .switcher-name { display: grid; line-height: 1.3; min-width: 0; overflow-wrap: anywhere; }
      .switcher-name small { color: var(--muted); font-size: var(--text-xs); }
      .switcher .icon { margin-inline-start: auto; color: var(--muted); }
      .switcher .menu-panel { min-width: 100%; top: calc(100% - var(--s2)); }
      .avatar { display: grid; place-items: center; width: 1.875rem; height: 1.875rem; flex: none; border-radius: 50%; background: var(--accent-tint); color: var(--accent); font-size: var(--text-xs); font-weight: 600; letter-spacing: 0; }
      .avatar.is-square { border-radius: var(--radius-sm); }
      .avatar.is-large { width: 3rem; height: 3rem; font-size: var(--text-lg); }

      /* Buttons */
      .btn {
        display: inline-flex; align-items: center; justify-content: center; gap: 0.375rem; min-height: var(--control); padding: 0.3125rem var(--s3);
        border: 1px solid var(--line-strong); border-radius: var(--radius-sm); background: var(--surface); color: var(--text);
        font-weight: 500; line-height: 1.35; text-decoration: none; white-space: nowrap; cursor: pointer;
      }
      .btn:hover { background: var(--hover); }
      .btn .icon { width: 1rem; height: 1rem; }
      .btn-primary { background: var(--accent-fill); border-color: var(--accent-fill); color: var(--on-accent); }
      .btn-primary:hover { background: var(--accent-fill-hover); border-color: var(--accent-fill-hover); }
      .btn-danger { color: var(--bad); border-color: var(--bad); }
      .btn-danger:hover { background: var(--bad-tint); }
      .btn-danger-fill { background: var(--bad-fill); border-color: var(--bad-fill); color: var(--on-bad); }
      .btn-danger-fill:hover { background: var(--bad-fill); text-decoration: underline; }
      .btn-icon { padding: 0; width: var(--control); border-color: transparent; background: none; color: var(--muted); }
      .btn-icon:hover { color: var(--text); background: var(--idle-tint); }
      .btn-wide { width: 100%; white-space: normal; }
      .btn-sm { min-height: 1.875rem; padding: 0.1875rem var(--s2); font-size: var(--text-sm); }
      .btn[aria-disabled="true"], .btn:disabled { border-color: var(--line); background: var(--sunken); color: var(--muted); cursor: not-allowed; }
      @media (pointer: coarse) { .btn-sm { min-height: 2.75rem; } .btn { min-width: 2.75rem; } }
      .js-only { display: none; }
      .js .js-only { display: inline-flex; }
      .js .no-js { display: none; }

      /* Page head */
      .page-head { display: flex; flex-wrap: wrap; align-items: flex-end; justify-content: space-between; gap: var(--s3) var(--s4); }
      .page-head, .panel-head, .crumbs { overflow-wrap: anywhere; }
      .page-head p { color: var(--muted); max-width: 46rem; margin-top: var(--s1); }
      .page-head .actions { display: flex; flex-wrap: wrap; gap: var(--s2); }
      .actions .btn-sm { min-height: var(--control); padding: 0.3125rem var(--s3); font-size: inherit; }
      .page-title { display: flex; align-items: center; gap: var(--s3); min-width: 0; }
      .page-head h1 { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s1) var(--s3); }
      .page-head h1 .state { color: var(--muted); font-size: var(--text-md); font-weight: 400; letter-spacing: 0; }
      .crumbs { font-size: var(--text-sm); margin-bottom: calc(-1 * var(--s3)); }
      .crumbs ol { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--s2); color: var(--muted); }
      .crumbs li + li::before { content: "/"; margin-inline-end: var(--s2); color: var(--muted); }
      .crumbs a { color: var(--muted); display: inline-block; padding-block: 0.125rem; }
    }
    """#
}
