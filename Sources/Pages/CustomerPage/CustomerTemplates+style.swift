import Core

extension CustomerTemplates {
  /// The ground of the style's text.
  static let grounds = PageGrounds(light: .white, dark: Color(red: 0x1d, green: 0x21, blue: 0x27))

  static let style = """
    :root{color-scheme:light dark;--ink:#1b1f24;--paper:#f6f7f9;--card:#fff;--line:#c9ced6;--edge:#6b7280;--brand:var(--card);--on-brand:var(--ink);--accent:var(--ink);--font:system-ui,sans-serif}
    @media(prefers-color-scheme:dark){:root{--ink:#e7e9ee;--paper:#14171b;--card:#1d2127;--line:#444b55;--edge:#8b94a3}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 var(--font)}
    main{max-width:44rem;margin:4vh auto;padding:1.5rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
    @media(max-width:46rem){main{margin:0;border:0;border-radius:0;min-height:100vh}}
    h1{font-size:1.375rem;line-height:1.25;margin:-1.5rem -1.5rem 0;padding:1.5rem;background:var(--brand);color:var(--on-brand);border-radius:.6875rem .6875rem 0 0}
    @media(max-width:46rem){h1{border-radius:0}}
    h2{font-size:1.125rem;margin:1.5rem 0 .5rem;color:var(--accent)}
    h3{font-size:1rem;margin:1.25rem 0 .25rem}
    h1,h2,p,li,label{overflow-wrap:anywhere}
    ul{list-style:none;margin:0;padding:0}
    li{padding:.75rem 0;border-top:1px solid var(--line)}
    small{font-size:.875rem}
    a{color:var(--accent)}
    nav{margin:1rem 0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
    nav a{padding:.5rem 0}
    nav a[aria-current]{font-weight:600;text-decoration:none}
    li form{display:inline}
    label{display:block;font-weight:600}
    input,select,button,.button{font:inherit;color:inherit;min-height:2.75rem;max-width:100%;padding:.5rem .75rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--card)}
    input,select{width:100%}
    input[type=checkbox]{width:1.25rem;min-height:1.25rem;vertical-align:middle}
    fieldset{border:0;margin:1rem 0;padding:0}
    legend{padding:0;font-weight:600}
    fieldset label{padding:.625rem 0;font-weight:400}
    button,.button{display:inline-block;cursor:pointer;text-decoration:none;font-weight:600}
    summary{padding:.625rem 0;cursor:pointer}
    a:focus-visible,input:focus-visible,select:focus-visible,button:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    .message{padding:.75rem 1rem;border:1px solid var(--edge);border-radius:.5rem}
    """
}
