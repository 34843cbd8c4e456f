extension ConsoleStyle {
  /// The places of navigation, top bar and content.
  static let layout = #"""
    @layer layout {
      .app { display: grid; min-height: 100vh; grid-template-columns: minmax(0, 1fr); grid-template-rows: auto 1fr; }
      .topbar {
        position: sticky; top: 0; z-index: 4; display: flex; align-items: center; gap: var(--s3);
        min-height: 3.5rem; padding: var(--s1) var(--s4); background: var(--canvas); border-bottom: 1px solid var(--line);
      }
      .topbar-find { flex: 1; max-width: 26rem; }
      .topbar-end { display: flex; align-items: center; gap: var(--s3); margin-inline-start: auto; }
      .topbar-time { color: var(--muted); font-size: var(--text-sm); white-space: nowrap; }
      .main { padding: var(--s5) var(--s4) var(--s12); min-width: 0; }
      .main-inner { max-width: 76rem; margin-inline: auto; display: grid; gap: var(--s5); grid-template-columns: minmax(0, 1fr); }

      /* The navigation is a popover below 64rem and a fixed column above; no script in either case. */
      .sidebar { inset: 0 auto 0 0; width: min(18rem, 86vw); height: 100%; max-height: none; margin: 0; padding: var(--s3); border: 0; border-right: 1px solid var(--line); background: var(--canvas); color: inherit; overflow-y: auto; }
      .sidebar::backdrop { background: var(--scrim); }
      .sidebar:popover-open { display: flex; flex-direction: column; box-shadow: var(--shadow-lg); }

      @media (min-width: 64rem) {
        .app { grid-template-columns: 14.5rem minmax(0, 1fr); }
        .sidebar { display: flex; flex-direction: column; position: sticky; top: 0; height: 100vh; width: auto; grid-row: 1 / span 2; grid-column: 1; }
        .topbar, .main { grid-column: 2; }
        .topbar { padding-inline: var(--s6); }
        .main { padding: var(--s6) var(--s6) var(--s12); }
        .only-drawer { display: none !important; }
      }
      @media (min-width: 100rem) { .main { padding-inline: var(--s12); } }
      @media (max-width: 47.99rem) { .topbar-time { display: none; } }

      .split { display: grid; gap: var(--s5); grid-template-columns: minmax(0, 1fr); align-items: start; }
      @media (min-width: 70rem) { .split { grid-template-columns: minmax(0, 1fr) 21rem; } }
      .narrow { max-width: 46rem; }
      .pair { display: grid; gap: var(--s5); grid-template-columns: minmax(0, 1fr); align-items: start; }
      @media (min-width: 60rem) { .pair { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
      .stack { display: grid; gap: var(--s5); grid-template-columns: minmax(0, 1fr); align-content: start; }
      .stack-sm { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr); }
      .row { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2); }
      .row-between { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--s2) var(--s4); }
      .page-end { color: var(--muted); font-size: var(--text-sm); }
    }
    """#
}
