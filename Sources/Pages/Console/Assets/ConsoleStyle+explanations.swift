extension ConsoleStyle {
  /// Explanations, timelines, plots, values to copy and empty lists.
  static let explanations = #"""
    @layer components {
      /* Why a door opens or stays shut */
      .verdict { display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: center; gap: var(--s3); padding: var(--s3) var(--s4); border-radius: var(--radius); background: var(--idle-tint); }
      .verdict .icon { width: 1.5rem; height: 1.5rem; }
      .verdict strong { display: block; font-size: var(--text-lg); line-height: 1.35; }
      .verdict.is-ok { background: var(--ok-tint); } .verdict.is-ok .icon { color: var(--ok); }
      .verdict.is-bad { background: var(--bad-tint); } .verdict.is-bad .icon { color: var(--bad); }
      .chain li { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 0 var(--s3); padding: 0.4375rem 0; align-items: start; }
      .chain li + li { border-top: 1px solid var(--line); }
      .chain .icon { width: 1.125rem; height: 1.125rem; margin-top: 0.125rem; stroke-width: 2.25; }
      .chain .is-yes > .icon { color: var(--ok); }
      .chain .is-no > .icon { color: var(--bad); }
      .chain .is-unknown > .icon { color: var(--warn); }
      .chain .is-no { font-weight: 500; }
      .chain time { color: var(--muted); font-size: var(--text-sm); white-space: nowrap; font-weight: 400; }
      @media (max-width: 30rem) { .chain li { grid-template-columns: auto minmax(0, 1fr); } .chain time { grid-column: 2; } }

      /* Timeline */
      .timeline { display: grid; }
      .timeline > li { position: relative; display: grid; grid-template-columns: 6.25rem 1rem minmax(0, 1fr); gap: 0 var(--s3); padding-bottom: var(--s4); }
      .timeline > li > time { color: var(--muted); font-size: var(--text-sm); text-align: end; padding-top: 0.0625rem; white-space: nowrap; }
      .timeline > li::before { content: ""; grid-column: 2; grid-row: 1; justify-self: center; width: 0.625rem; height: 0.625rem; margin-top: 0.3125rem; border-radius: 50%; background: var(--idle); }
      .timeline > li > time { grid-column: 1; grid-row: 1; }
      .timeline > li > div { grid-column: 3; grid-row: 1; min-width: 0; }
      .timeline > li:not(:last-child)::after { content: ""; position: absolute; inset-inline-start: calc(6.25rem + var(--s3) + 0.46875rem); top: 1.125rem; bottom: -0.3125rem; width: 1px; background: var(--line); }
      .timeline > li.is-ok::before { background: var(--ok); }
      .timeline > li.is-bad::before { background: var(--bad); }
      .timeline > li.is-warn::before { background: var(--warn); }
      .timeline > li.is-future::before { background: var(--surface); border: 2px solid var(--line-strong); }
      .timeline > li.is-now { align-items: center; }
      .timeline > li.is-now::before { background: var(--accent); outline: 3px solid var(--accent-tint); }
      .timeline > li.is-now > div, .timeline > li.is-now > time { color: var(--accent); font-weight: 600; }
      .timeline .sub { display: block; color: var(--muted); font-size: var(--text-sm); }
      @media (max-width: 40rem) {
        .timeline > li { grid-template-columns: 1rem minmax(0, 1fr); }
        .timeline > li::before { grid-column: 1; }
        .timeline > li > time { grid-column: 2; grid-row: 2; text-align: start; }
        .timeline > li > div { grid-column: 2; }
        .timeline > li:not(:last-child)::after { inset-inline-start: 0.46875rem; }
      }

      /* Plots: the drawing stretches, the words are HTML */
      .plot { display: grid; grid-template-columns: 1.75rem minmax(0, 1fr); gap: 0 var(--s2); }
      .plot-y { display: flex; flex-direction: column; justify-content: space-between; text-align: end; margin-block: -0.5625rem; }
      .plot-y, .plot-x { color: var(--muted); font-size: var(--text-xs); line-height: 1.125rem; font-variant-numeric: tabular-nums; }
      .plot-x { grid-column: 2; display: flex; justify-content: space-between; padding-top: var(--s1); }
      .plot svg { width: 100%; height: 8rem; overflow: visible; }
      .plot.is-low svg { height: 5.5rem; }
      .plot .grid { stroke: var(--line); vector-effect: non-scaling-stroke; }
      .plot .bar { fill: var(--plot); }
      .plot .bar-over { fill: var(--plot-over); }
      .plot .limit { stroke: var(--plot-limit); stroke-width: 1.5; stroke-dasharray: 4 3; vector-effect: non-scaling-stroke; }
      .legend { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); font-size: var(--text-sm); color: var(--muted); }
      .legend li { display: flex; align-items: center; gap: 0.375rem; }
      .legend svg { width: 0.875rem; height: 0.75rem; }
      .legend .bar { fill: var(--plot); } .legend .bar-over { fill: var(--plot-over); }
      .legend .limit { stroke: var(--plot-limit); stroke-width: 2; stroke-dasharray: 4 3; }
      .more > summary { display: inline-flex; align-items: center; min-height: 1.75rem; color: var(--accent); font-size: var(--text-sm); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
      @media (pointer: coarse) { .more > summary { min-height: 2.75rem; } }
      .progress { width: 100%; height: 0.5rem; appearance: none; border: 0; border-radius: 1rem; background: var(--idle-tint); overflow: hidden; color: var(--accent-fill); }
      .progress::-webkit-progress-bar { background: var(--idle-tint); border-radius: 1rem; }
      .progress::-webkit-progress-value { background: var(--accent-fill); border-radius: 1rem; }
      .progress::-moz-progress-bar { background: var(--accent-fill); border-radius: 1rem; }
      .progress.is-ok::-webkit-progress-value { background: var(--ok); } .progress.is-ok::-moz-progress-bar { background: var(--ok); }
      .steps { display: grid; gap: var(--s2); counter-reset: step; }
      .steps li { display: flex; align-items: center; gap: var(--s2); color: var(--muted); }
      .steps .is-done { color: var(--text); } .steps .is-done .icon { color: var(--ok); }
      .steps .is-current { color: var(--text); font-weight: 500; } .steps .is-current .icon { color: var(--accent); }

      /* Values to copy */
      .copy { display: flex; align-items: center; gap: var(--s2); padding: var(--s1) var(--s1) var(--s1) var(--s3); min-height: var(--control); background: var(--sunken); border: 1px solid var(--line); border-radius: var(--radius-sm); }
      .copy code { flex: 1; min-width: 0; overflow-wrap: anywhere; user-select: all; }
      .pin { font: 600 var(--text-2xl)/1.2 var(--mono); letter-spacing: 0.12em; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .pin.is-hidden { color: var(--muted); font-size: var(--text-lg); letter-spacing: 0.2em; }
      .code { display: block; padding: var(--s3) var(--s4); background: var(--sunken); border: 1px solid var(--line); border-radius: var(--radius); font: var(--text-sm)/1.6 var(--mono); overflow-x: auto; white-space: pre; margin: 0; tab-size: 2; }
      .qr { width: 11rem; height: 11rem; padding: var(--s2); background: #fff; border: 1px solid var(--line); border-radius: var(--radius); }
      .qr path { fill: #000; }

      /* Empty */
      .empty { display: grid; justify-items: center; gap: var(--s3); padding: var(--s12) var(--s5); text-align: center; }
      .empty > .icon { width: 2.5rem; height: 2.5rem; stroke-width: 1.25; color: var(--muted); }
      .empty p { color: var(--muted); max-width: 30rem; }
    }
    """#
}
