extension ConsoleStyle {
  /// Parts of single pages.
  static let pages = #"""
    @layer pages {
      /* Pages that stand alone: sign-in, errors */
      .alone { display: grid; min-height: 100vh; grid-template-rows: auto 1fr auto; }
      .alone > header, .alone > footer { padding: var(--s4) var(--s5); }
      .alone > footer { color: var(--muted); font-size: var(--text-sm); display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); justify-content: space-between; }
      .alone > main { display: grid; place-items: center; padding: var(--s4); }
      .alone-card { width: min(25rem, 100%); display: grid; gap: var(--s5); }
      .alone-card.is-wide { width: min(34rem, 100%); }
      .alone-card > .panel { padding: var(--s5); display: grid; gap: var(--s4); }
      .or { display: grid; grid-template-columns: 1fr auto 1fr; align-items: center; gap: var(--s3); color: var(--muted); font-size: var(--text-sm); }
      .or::before, .or::after { content: ""; border-top: 1px solid var(--line); }
      .big-status { font-size: var(--text-sm); font-weight: 600; color: var(--muted); }

      /* Floor plan */
      .playground { display: grid; gap: var(--s5); grid-template-columns: minmax(0, 1fr); align-items: start; }
      @media (min-width: 70rem) { .playground { grid-template-columns: minmax(0, 1fr) 20rem; } }
      .plan { width: 100%; height: auto; max-height: 34rem; }
      .plan .room { fill: var(--sunken); stroke: none; }
      .plan .room.is-mine { fill: var(--accent-tint); }
      .plan .corridor { fill: var(--surface); }
      .plan .wall { fill: none; stroke: var(--text); stroke-width: 4; stroke-linecap: square; }
      .plan .wall-thin { stroke-width: 2.5; }
      .plan text { font: 500 12px var(--sans); fill: var(--text); text-anchor: middle; }
      .plan text.faint { fill: var(--muted); font-weight: 400; font-size: 11px; }
      .plan .gap { stroke: var(--surface); stroke-width: 6; }
      .plan .leaf { stroke: var(--bad); stroke-width: 5; stroke-linecap: round; }
      .plan .is-open .leaf { stroke: var(--ok); }
      .plan .is-off .leaf { stroke: var(--warn); stroke-dasharray: 3 7; }
      .plan .swing { fill: none; stroke: var(--ok); stroke-width: 1; stroke-dasharray: 3 3; }
      .plan .knob { fill: var(--surface); stroke: var(--line-strong); stroke-width: 1.5; }
      .plan a:hover .knob { stroke: var(--accent); stroke-width: 3; }
      .plan .is-chosen .knob { fill: var(--accent-tint); stroke: var(--accent); stroke-width: 3; }
      .plan .hit { fill: transparent; stroke: none; }
      .plan a .glyph { fill: none; stroke: var(--text); stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
      .plan a:focus-visible { outline: none; }
      .plan a:focus-visible .knob { stroke: var(--focus); stroke-width: 4; }
      .plan .phone-dot { fill: var(--accent-fill); }
      .plan .phone-mark { fill: var(--on-accent); font-weight: 600; font-size: 11px; }
      .plan .guest-dot { fill: var(--idle); }
      .plan .guest-mark { fill: var(--surface); font-weight: 600; font-size: 11px; }
      @media (max-width: 40rem) { .plan { width: calc(100% + 2rem); max-width: none; margin-inline: -1rem; } .plan text { font-size: 19px; } .plan text.faint { font-size: 16px; } .plan text.phone-mark, .plan text.guest-mark { font-size: 13px; } }
      .clock { font-size: var(--text-2xl); font-weight: 600; letter-spacing: -0.025em; line-height: 1.2; font-variant-numeric: tabular-nums; }
      .moments > li { display: grid; grid-template-columns: 6rem minmax(0, 1fr) auto; gap: var(--s2); align-items: center; padding: var(--s1) 0; min-height: 2.5rem; }
      .moments > li + li { border-top: 1px solid var(--line); }
      .moments time { color: var(--muted); font-size: var(--text-sm); }
      .switch { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: var(--s3); width: 100%; min-height: 2.75rem; padding: var(--s2) 0; border: 0; background: none; text-align: start; cursor: pointer; }
      .switch .sub { display: block; color: var(--muted); font-size: var(--text-sm); }
      .switch::after { content: ""; width: 2.25rem; height: 1.25rem; border: 1px solid var(--line-strong); border-radius: 1rem; background: radial-gradient(circle at 0.5625rem 50%, var(--line-strong) 0.375rem, transparent 0.4375rem) var(--surface); }
      .switch[aria-checked="true"]::after { border-color: var(--accent-fill); background: radial-gradient(circle at calc(100% - 0.5625rem) 50%, var(--on-accent) 0.375rem, transparent 0.4375rem) var(--accent-fill); }
      .switches > li + li { border-top: 1px solid var(--line); }
    }
    """#
}
