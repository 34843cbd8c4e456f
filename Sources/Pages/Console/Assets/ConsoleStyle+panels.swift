extension ConsoleStyle {
  /// Panels, badges, notices and numbers.
  static let panels = #"""
    @layer components {
      /* Panels */
      .panel { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius-lg); box-shadow: var(--shadow); min-width: 0; }
      .panel-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--s2) var(--s4); padding: var(--s3) var(--s4); border-bottom: 1px solid var(--line); min-height: 3.25rem; }
      .panel-head h2 { font-size: var(--text-md); letter-spacing: -0.005em; }
      .panel-head p { color: var(--muted); font-size: var(--text-sm); }
      .panel-head > a { font-size: var(--text-sm); }
      @media (pointer: coarse) { .panel-head > a:not(.btn), .panel-foot a { display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; min-width: 2.75rem; } .brand { min-height: 2.75rem; } }
      .panel-body { padding: var(--s4); }
      .panel-body > * + * { margin-top: var(--s3); }
      .panel-body:is(.form, .stack-sm) > * { margin-top: 0; }
      .panel-foot { padding: var(--s2) var(--s4); border-top: 1px solid var(--line); font-size: var(--text-sm); color: var(--muted); }
      .panel-foot a { display: inline-block; padding-block: var(--s1); }
      .hint, .muted { color: var(--muted); }
      .hint, .small { font-size: var(--text-sm); }

      /* Badges: colour, shape and word say the same */
      .badge { display: inline-flex; align-items: center; gap: 0.25rem; padding: 0 0.5rem 0 0.375rem; border-radius: 1rem; font-size: var(--text-xs); line-height: 1.375rem; font-weight: 500; white-space: nowrap; background: var(--idle-tint); color: var(--idle); letter-spacing: 0; }
      .badge .icon { width: 0.875rem; height: 0.875rem; stroke-width: 2; }
      .badge.is-ok { background: var(--ok-tint); color: var(--ok); }
      .badge.is-warn { background: var(--warn-tint); color: var(--warn); }
      .badge.is-bad { background: var(--bad-tint); color: var(--bad); }
      .badge.is-info { background: var(--accent-tint); color: var(--accent); }
      .state { display: inline-flex; align-items: center; gap: 0.375rem; white-space: nowrap; vertical-align: middle; }
      .state .icon { width: 1rem; height: 1rem; color: var(--muted); }
      .state.is-quiet { color: var(--muted); }
      .state.is-ok .icon { color: var(--ok); }
      .state.is-warn, .state.is-warn .icon { color: var(--warn); }
      .state.is-bad, .state.is-bad .icon { color: var(--bad); }
      .live { display: inline-flex; align-items: center; gap: 0.375rem; font-size: var(--text-sm); color: var(--muted); }
      .live::before { content: ""; width: 0.5rem; height: 0.5rem; border-radius: 50%; background: var(--idle); }
      .live[data-state="live"]::before { background: var(--ok); }
      .live[data-state="waiting"]::before { background: var(--warn); }

      /* Notices */
      .notice { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: var(--s1) var(--s3); padding: var(--s3) var(--s4); border-radius: var(--radius); background: var(--idle-tint); color: var(--text); }
      .notice > .icon { margin-top: 0.125rem; color: var(--idle); }
      .notice.is-ok { background: var(--ok-tint); } .notice.is-ok > .icon { color: var(--ok); }
      .notice.is-warn { background: var(--warn-tint); } .notice.is-warn > .icon { color: var(--warn); }
      .notice.is-bad { background: var(--bad-tint); } .notice.is-bad > .icon { color: var(--bad); }
      .notice.is-info { background: var(--accent-tint); } .notice.is-info > .icon { color: var(--accent); }
      .notice p + p { margin-top: var(--s1); }
      .notice .consequences { gap: var(--s1); margin-block: var(--s2); }
      .notice .row { margin-top: var(--s2); }

      /* What needs attention */
      .attention > li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: var(--s1) var(--s3); padding: var(--s3) var(--s4); }
      .attention > li + li { border-top: 1px solid var(--line); }
      .attention .icon-state { display: grid; place-items: center; width: 1.75rem; height: 1.75rem; border-radius: 50%; }
      .icon-state.is-bad { background: var(--bad-tint); color: var(--bad); }
      .icon-state.is-warn { background: var(--warn-tint); color: var(--warn); }
      .icon-state.is-info { background: var(--accent-tint); color: var(--accent); }
      .icon-state.is-ok { background: var(--ok-tint); color: var(--ok); }
      .attention h3 { font-weight: 600; }
      .attention p { color: var(--muted); font-size: var(--text-sm); max-width: 52rem; }
      .attention .row { grid-column: 2; margin-top: var(--s1); }
      @media (min-width: 60rem) {
        .attention > li { grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; }
        .attention .row { grid-column: 3; margin: 0; flex-wrap: nowrap; }
      }

      /* Numbers */
      .stats { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: var(--radius-lg); overflow: hidden; box-shadow: var(--shadow); }
      .stats > div { display: flex; flex-direction: column; background: var(--surface); padding: var(--s3) var(--s4); }
      .stats dt { color: var(--muted); font-size: var(--text-sm); }
      .stats dd { font-size: var(--text-2xl); line-height: 1.25; font-weight: 600; letter-spacing: -0.025em; font-variant-numeric: tabular-nums; }
      .stats dd small { font-size: var(--text-md); font-weight: 400; letter-spacing: 0; color: var(--muted); }
      .stats .note { display: block; color: var(--muted); font-size: var(--text-sm); font-weight: 400; letter-spacing: 0; line-height: 1.4; }
      @media (min-width: 48rem) { .stats { grid-template-columns: repeat(4, minmax(0, 1fr)); } }
    }
    """#
}
