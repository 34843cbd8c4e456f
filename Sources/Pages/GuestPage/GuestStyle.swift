import Core

/// The style sheet of a guest's page. All colors are tokens: the light value first, the dark value second.
enum GuestStyle {
  static let sheet = tokens + base + parts
  /// The ground of notices, which is the hardest to read on.
  static let grounds = PageGrounds(
    light: Color(red: 0xec, green: 0xef, blue: 0xf2), dark: Color(red: 0x25, green: 0x2a, blue: 0x30),
    needsLightDark: true)

  private static let tokens = """
    :root{color-scheme:light dark;
    --canvas:light-dark(#f6f7f8,#0e1013);--surface:light-dark(#ffffff,#16191d);--sunken:light-dark(#f1f3f5,#101316);
    --raised:light-dark(#ffffff,#1d2126);--hover:light-dark(#f3f5f7,#1c2025);
    --line:light-dark(#e2e5e9,#2a2f36);--line-strong:light-dark(#7c8590,#747e8a);
    --text:light-dark(#15181c,#e9ebee);--muted:light-dark(#565f6b,#a0a8b3);
    --accent:light-dark(#1f56c3,#93b4ff);--on-accent:light-dark(#ffffff,#0c1a38);--accent-tint:light-dark(#e9f0fd,#18243f);
    --ok:light-dark(#12673c,#74d8a0);--ok-tint:light-dark(#e4f4ea,#122a1d);
    --warn:light-dark(#855000,#f0bd66);--warn-tint:light-dark(#fdf2dd,#2e2411);
    --bad:light-dark(#b0241c,#ff9d95);--bad-tint:light-dark(#fdecea,#361816);
    --idle:light-dark(#505863,#b1b8c2);--idle-tint:light-dark(#eceff2,#252a30);
    --brand:var(--accent);--on-brand:var(--on-accent);--quiet:var(--surface);--on-quiet:var(--text)}
    @supports not (color:light-dark(#000,#fff)){:root{color-scheme:light;
    --canvas:#f6f7f8;--surface:#ffffff;--sunken:#f1f3f5;--raised:#ffffff;--hover:#f3f5f7;
    --line:#e2e5e9;--line-strong:#7c8590;--text:#15181c;--muted:#565f6b;
    --accent:#1f56c3;--on-accent:#ffffff;--accent-tint:#e9f0fd;--ok:#12673c;--ok-tint:#e4f4ea;
    --warn:#855000;--warn-tint:#fdf2dd;--bad:#b0241c;--bad-tint:#fdecea;--idle:#505863;--idle-tint:#eceff2}}

    """

  private static let base = """
    *,*::before,*::after{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0;min-height:100vh;display:grid;grid-template-rows:auto auto 1fr auto;grid-template-columns:minmax(0,1fr);
    background:var(--canvas);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
    overflow-wrap:anywhere}
    h1,h2,h3,p,ul,dl,dd{margin:0;padding:0}
    ul{list-style:none}
    h1,h2,h3{font-weight:600;text-wrap:balance}
    h1{font-size:1.5rem;line-height:1.3}
    h2,h3{font-size:1rem;line-height:1.4}
    a{color:var(--accent);text-underline-offset:.2em}
    a[href^="tel:"],a[href^="mailto:"]{display:inline-block;padding-block:.625rem}
    svg{display:block}
    button{font:inherit;color:inherit}
    button,summary{cursor:pointer}
    :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    [hidden]{display:none!important}
    .hidden{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .icon{width:1.125rem;height:1.125rem;flex:none;fill:none;stroke:currentcolor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
    .sprite{position:absolute;width:0;height:0;overflow:hidden}
    .muted{color:var(--muted)}
    .small{font-size:.875rem}

    """

  private static let parts = """
    header{display:flex;align-items:center;gap:.75rem;padding:1rem;background:var(--brand);color:var(--on-brand)}
    header :focus-visible{outline-color:var(--on-brand)}
    .logo{display:grid;place-items:center;flex:none;width:2.5rem;height:2.5rem;border-radius:.5rem;background:var(--on-brand);color:var(--brand);font-weight:700}
    .house{font-weight:600;line-height:1.3}
    .menu{position:relative;margin-inline-start:auto;flex:none}
    .menu summary{list-style:none;display:flex;align-items:center;gap:.5rem;min-height:2.75rem;padding:.25rem .5rem;font-size:.875rem}
    .menu summary::-webkit-details-marker,.fold summary::-webkit-details-marker{display:none}
    .menu ul{position:absolute;z-index:5;inset-inline-end:0;top:calc(100% + .25rem);min-width:10rem;padding:.5rem;background:var(--raised);border:1px solid var(--line-strong);border-radius:.5rem}
    .menu a{display:flex;align-items:center;min-height:2.75rem;padding:.25rem .5rem;border-radius:.375rem;color:var(--text);text-decoration:none}
    .menu a:hover,.menu a[aria-current]{background:var(--hover);text-decoration:underline}
    .menu a:focus-visible{outline-color:var(--accent)}
    main>section{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem}
    main>.moment{gap:.75rem}
    .alerts{width:min(28rem,100%);margin-inline:auto;padding:0 1rem}
    .alerts .notice{margin-top:1.25rem}
    main{width:min(28rem,100%);margin-inline:auto;padding:1.25rem 1rem 2rem;display:grid;grid-template-columns:minmax(0,1fr);gap:1rem;align-content:start}
    .panel{background:var(--surface);border:1px solid var(--line);border-radius:.75rem;min-width:0}
    .body{padding:1rem;display:grid;gap:.75rem;justify-items:start}
    .notice{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.25rem .75rem;padding:.75rem 1rem;border-radius:.5rem;background:var(--accent-tint)}
    .notice .icon{margin-top:.1875rem;color:var(--accent)}
    .notice.is-warn{background:var(--warn-tint)}
    .notice.is-warn .icon{color:var(--warn)}
    .dates{display:grid;grid-template-columns:1fr 1fr}
    .dates>div{padding:.75rem 1rem}
    .dates>div+div{border-inline-start:1px solid var(--line)}
    .dates dt{font-size:.8125rem;color:var(--muted)}
    .dates dd{font-weight:600}
    .dates .sub{display:block;font-weight:400;color:var(--muted);font-size:.875rem}
    .doors li{display:grid;grid-template-columns:minmax(0,1fr) auto;align-items:center;gap:.5rem .75rem;padding:.75rem 1rem;min-height:4.25rem}
    .doors li+li{border-top:1px solid var(--line)}
    .doors p{color:var(--muted);font-size:.875rem}
    .btn{display:inline-flex;align-items:center;justify-content:center;min-height:2.75rem;min-width:2.75rem;padding:.3125rem 1rem;border:1px solid var(--line-strong);border-radius:.5rem;background:var(--quiet);color:var(--on-quiet);font-weight:500;line-height:1.35;text-decoration:none;cursor:pointer}
    .btn:hover{text-decoration:underline}
    .primary{min-width:6rem;background:var(--brand);border-color:var(--accent);color:var(--on-brand)}
    .btn[aria-disabled="true"]{border-color:var(--line);background:var(--sunken);color:var(--muted);cursor:not-allowed;text-decoration:none}
    .row{display:flex;flex-wrap:wrap;align-items:center;justify-content:center;gap:.5rem}
    .moment{display:grid;justify-items:center;gap:.75rem;padding:2rem 1.25rem;text-align:center}
    .moment .disc{display:grid;place-items:center;width:5.5rem;height:5.5rem;border-radius:50%;background:var(--idle-tint);color:var(--idle)}
    .moment .disc .icon{width:2.5rem;height:2.5rem}
    .moment.is-ok .disc{background:var(--ok-tint);color:var(--ok)}
    .moment.is-bad .disc{background:var(--bad-tint);color:var(--bad)}
    .moment.is-warn .disc{background:var(--warn-tint);color:var(--warn)}
    .moment.is-busy .disc{background:var(--accent-tint);color:var(--accent)}
    .moment h1{font-size:1.25rem}
    .moment p{color:var(--muted);text-wrap:balance}
    @media(prefers-reduced-motion:no-preference){.is-busy:not(.is-still) .disc{animation:breathe 1.4s ease-in-out infinite alternate}
    @keyframes breathe{from{scale:.96}to{scale:1.04}}}
    .fold summary,.reveal{display:flex;align-items:center;justify-content:space-between;gap:.75rem;padding:.75rem 1rem;min-height:3.25rem;list-style:none;font-weight:500}
    .fold summary span,.reveal span{flex:1}
    .fold summary .icon,.reveal .icon{color:var(--muted)}
    .reveal{width:100%;text-align:start}
    .fold summary:hover,.reveal:hover{text-decoration:underline}
    .fold[open] summary .icon:last-child{rotate:180deg}
    .fold>div{padding:0 1rem 1rem;display:grid;gap:.5rem;justify-items:start}
    .pin{font:600 1.75rem/1.2 ui-monospace,Menlo,Consolas,"Liberation Mono",monospace;letter-spacing:.12em}
    footer{padding:1rem;text-align:center;color:var(--muted);font-size:.8125rem}
    @media(forced-colors:active){.btn,.panel,.notice{border:1px solid}}
    """
}
