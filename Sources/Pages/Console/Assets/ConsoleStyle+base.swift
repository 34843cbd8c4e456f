extension ConsoleStyle {
  /// The elements without classes.
  static let base = #"""
    @layer base {
      @media (forced-colors: active) {
        .plot, .legend, .plan, .qr, .switch::after, .timeline > li::before, .live::before { forced-color-adjust: none; }
        .nav a[aria-current], .tabs a[aria-current] { outline: 1px solid; }
      }
      *, *::before, *::after { box-sizing: border-box; }
      html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 4.5rem; }
      body {
        margin: 0;
        background: var(--canvas);
        color: var(--text);
        font: var(--text-md)/1.5 var(--sans);
        -webkit-font-smoothing: antialiased;
        overflow-wrap: break-word;
      }
      h1, h2, h3, p, ul, ol, dl, dd, figure, fieldset, legend { margin: 0; padding: 0; }
      ul, ol { list-style: none; }
      fieldset { border: 0; min-width: 0; }
      h1, h2, h3 { font-weight: 600; text-wrap: balance; }
      h1 { font-size: var(--text-xl); line-height: 1.3; letter-spacing: -0.017em; }
      h2 { font-size: var(--text-lg); line-height: 1.4; letter-spacing: -0.011em; }
      h3 { font-size: var(--text-md); line-height: 1.4; }
      p { text-wrap: pretty; }
      a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
      a:hover { text-decoration-thickness: 2px; }
      a[href^="tel:"] { white-space: nowrap; }
      strong, b { font-weight: 600; }
      code, kbd, samp { font-family: var(--mono); font-size: 0.92em; }
      time, .num { font-variant-numeric: tabular-nums; }
      svg { display: block; }
      button, input, select, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
      button, summary, label[for] { cursor: pointer; }
      hr { border: 0; border-top: 1px solid var(--line); margin: var(--s4) 0; }
      :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
      [hidden] { display: none !important; }
      .visually-hidden {
        position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden;
        clip-path: inset(50%); white-space: nowrap; border: 0;
      }
      .skip-link {
        position: absolute; inset-block-start: var(--s2); inset-inline-start: var(--s2); z-index: 10;
        padding: var(--s2) var(--s4); background: var(--accent-fill); color: var(--on-accent);
        border-radius: var(--radius); transform: translateY(-200%);
      }
      .skip-link:focus { transform: none; }
      .icon {
        width: 1.125rem; height: 1.125rem; flex: none; fill: none; stroke: currentcolor;
        stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round;
      }
      .sprite { position: absolute; width: 0; height: 0; overflow: hidden; }
      @media (prefers-reduced-motion: no-preference) {
        .btn, .nav a, .input, .select { transition: background-color 0.12s, border-color 0.12s, color 0.12s; }
      }
    }
    """#
}
