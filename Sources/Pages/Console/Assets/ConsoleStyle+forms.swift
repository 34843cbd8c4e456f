extension ConsoleStyle {
  /// Forms and sheets.
  static let forms = #"""
    @layer components {
      /* Forms */
      .field { display: grid; gap: var(--s1); align-content: start; }
      .field > label { font-weight: 500; }
      .input, .select {
        width: 100%; min-height: var(--control); padding: 0.3125rem var(--s3); background: var(--surface); color: var(--text);
        border: 1px solid var(--line-strong); border-radius: var(--radius-sm);
      }
      .input::placeholder { color: var(--muted); opacity: 1; }
      .input:hover, .select:hover { border-color: var(--text); }
      .select { appearance: none; padding-inline-end: 2rem; background-image: linear-gradient(45deg, transparent 50%, var(--muted) 50%), linear-gradient(135deg, var(--muted) 50%, transparent 50%); background-size: 0.3125rem 0.3125rem; background-position: right 1rem center, right 0.6875rem center; background-repeat: no-repeat; text-overflow: ellipsis; }
      .input[aria-invalid="true"] { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
      .error { display: flex; gap: 0.375rem; color: var(--bad); font-size: var(--text-sm); }
      .error .icon { width: 1rem; height: 1rem; margin-top: 0.125rem; }
      @media (pointer: coarse) { .input, .select { font-size: var(--text-lg); } }
      .input.grow { flex: 1 1 8rem; width: auto; } .input.time { flex: 0 1 6.5rem; width: auto; } .input.moment { width: 13rem; max-width: 100%; }
      .search { position: relative; }
      .search .icon { position: absolute; inset-inline-start: var(--s3); top: 50%; translate: 0 -50%; width: 1rem; height: 1rem; color: var(--muted); pointer-events: none; }
      .search .input { padding-inline-start: 2.25rem; }
      .filters { display: flex; flex-wrap: wrap; gap: var(--s2); align-items: end; }
      .filters .search { flex: 1 1 15rem; max-width: 24rem; }
      .filters .field { flex: 0 1 10.5rem; }
      .panel .filters .field { flex: 1 1 6.5rem; }
      .panel .filters > .field:first-child { min-width: min(9.5rem, 100%); }
      .filters .field > label { font-size: var(--text-xs); color: var(--muted); }
      @media (max-width: 40rem) { .filters .search { max-width: none; flex-basis: 100%; } .filters .field { flex: 1 1 8rem; } .filters > .btn { flex: 1 1 auto; } }
      .form { display: grid; gap: var(--s6); }
      .form-section { display: grid; gap: var(--s4); }
      .form-section > legend, .form-section > h2 { font-size: var(--text-lg); font-weight: 600; margin-bottom: var(--s3); }
      .form-grid { display: grid; gap: var(--s4); grid-template-columns: minmax(0, 1fr); }
      @media (min-width: 40rem) { .form-grid { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
      .form-grid > .btn { align-self: end; justify-self: start; }
      .choice { position: relative; display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 var(--s3); align-items: start; padding: var(--s3); min-height: 2.75rem; border: 1px solid var(--line-strong); border-radius: var(--radius); background: var(--surface); cursor: pointer; }
      .choice:hover { background: var(--hover); }
      .choice input { width: 1.125rem; height: 1.125rem; margin: 0.125rem 0 0; accent-color: var(--accent-fill); }
      .choice:has(input:checked) { border-color: var(--accent); background: var(--accent-tint); }
      .choice:has(input:focus-visible) { outline: 2px solid var(--focus); outline-offset: 2px; }
      .choice:has(input:disabled) { border-color: var(--line); color: var(--muted); cursor: not-allowed; background: var(--sunken); }
      .choice .sub { display: block; color: var(--muted); font-size: var(--text-sm); font-weight: 400; }
      .choice strong { font-weight: 500; }
      .check { display: flex; align-items: center; gap: var(--s2); min-height: 2rem; }
      .check input { width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--accent-fill); }
      @media (pointer: coarse) { .check { min-height: 2.75rem; } }
      .tabs { display: flex; gap: var(--s1); border-bottom: 1px solid var(--line); overflow-x: auto; overflow-y: hidden; scrollbar-width: none; }
      .tabs a { display: flex; align-items: center; gap: var(--s2); padding: var(--s2) var(--s2) calc(var(--s2) + 1px); min-height: 2.5rem; color: var(--muted); font-weight: 500; text-decoration: none; white-space: nowrap; border-bottom: 2px solid transparent; margin-bottom: -1px; border-radius: var(--radius-sm) var(--radius-sm) 0 0; }
      .tabs a:hover { color: var(--text); }
      .tabs a[aria-current] { color: var(--text); border-bottom-color: var(--accent); }
      .tabs a:focus-visible { outline-offset: -2px; }
      @media (pointer: coarse) { .tabs a { min-height: 2.75rem; } }
      .pager { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--s2) var(--s4); padding: var(--s2) var(--s4); border-top: 1px solid var(--line); color: var(--muted); font-size: var(--text-sm); }

      /* Sheets: a popover that asks before something is done */
      .sheet { width: min(30rem, calc(100vw - 2rem)); max-height: calc(100vh - 2rem); margin: auto; padding: 0; border: 1px solid var(--line); border-radius: var(--radius-lg); background: var(--raised); color: var(--text); box-shadow: var(--shadow-lg); overflow: auto; }
      .sheet::backdrop { background: var(--scrim); }
      .sheet-body { display: grid; gap: var(--s4); padding: var(--s5); }
      .sheet-foot { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: var(--s2); padding: var(--s3) var(--s5); background: var(--sunken); border-top: 1px solid var(--line); }
      @media (max-width: 40rem) {
        .sheet { width: 100vw; max-width: none; margin: auto 0 0; border-radius: var(--radius-lg) var(--radius-lg) 0 0; border-width: 1px 0 0; }
        .sheet-foot > .btn, .sheet-foot > form, .sheet-foot > form > .btn { flex: 1; width: 100%; }
      }
      .consequences { display: grid; gap: var(--s2); }
      .consequences li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: var(--s2); }
      .consequences .icon { width: 1rem; height: 1rem; margin-top: 0.1875rem; color: var(--muted); }
    }
    """#
}
