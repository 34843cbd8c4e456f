extension ConsoleStyle {
  /// The colors, sizes and fonts. Each is written once below this layer.
  static let tokens = #"""
    /* Tokens: one line per token, light value first, dark value second. Never use a raw colour below this layer. */
    @layer tokens {
      :root {
        color-scheme: light dark;

        --canvas: light-dark(#f6f7f8, #0e1013);
        --surface: light-dark(#ffffff, #16191d);
        --sunken: light-dark(#f1f3f5, #101316);
        --raised: light-dark(#ffffff, #1d2126);
        --hover: light-dark(#f3f5f7, #1c2025);
        --line: light-dark(#e2e5e9, #2a2f36);
        --line-strong: light-dark(#7c8590, #747e8a);
        --scrim: light-dark(#14181d66, #000000a6);

        --text: light-dark(#15181c, #e9ebee);
        --muted: light-dark(#565f6b, #a0a8b3);

        --accent: light-dark(#1f56c3, #93b4ff);
        --accent-fill: light-dark(#1f56c3, #93b4ff);
        --accent-fill-hover: light-dark(#18469f, #adc6ff);
        --on-accent: light-dark(#ffffff, #0c1a38);
        --accent-tint: light-dark(#e9f0fd, #18243f);
        --focus: light-dark(#1f56c3, #93b4ff);

        --ok: light-dark(#12673c, #74d8a0);
        --ok-tint: light-dark(#e4f4ea, #122a1d);
        --warn: light-dark(#855000, #f0bd66);
        --warn-tint: light-dark(#fdf2dd, #2e2411);
        --bad: light-dark(#b0241c, #ff9d95);
        --bad-tint: light-dark(#fdecea, #361816);
        --bad-fill: light-dark(#b0241c, #ff9d95);
        --on-bad: light-dark(#ffffff, #3b0b08);
        --idle: light-dark(#505863, #b1b8c2);
        --idle-tint: light-dark(#eceff2, #252a30);

        --plot: light-dark(#5b86dc, #6f93e0);
        --plot-over: light-dark(#c5443b, #f0827a);
        --plot-limit: light-dark(#15181c, #e9ebee);


        --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
        --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;

        --text-xs: 0.75rem;
        --text-sm: 0.8125rem;
        --text-md: 0.875rem;
        --text-lg: 1rem;
        --text-xl: 1.375rem;
        --text-2xl: 1.75rem;

        --s1: 0.25rem;
        --s2: 0.5rem;
        --s3: 0.75rem;
        --s4: 1rem;
        --s5: 1.25rem;
        --s6: 1.5rem;
        --s8: 2rem;
        --s12: 3rem;

        --radius-sm: 0.375rem;
        --radius: 0.5rem;
        --radius-lg: 0.75rem;
        --control: 2.25rem;
        --row: 2.75rem;
        --shadow: 0 1px 2px light-dark(#14181d0f, #00000059);
        --shadow-lg: 0 12px 32px light-dark(#14181d2e, #000000a6), 0 2px 6px light-dark(#14181d1a, #00000073);
      }

      /* Browsers from before 2024 know no light-dark(): they get the light values. Keep the two lists equal. */
      @supports not (color: light-dark(#000, #fff)) {
        :root {
          color-scheme: light;
          --canvas: #f6f7f8; --surface: #ffffff; --sunken: #f1f3f5; --raised: #ffffff; --hover: #f3f5f7;
          --line: #e2e5e9; --line-strong: #7c8590; --scrim: #14181d66; --text: #15181c; --muted: #565f6b;
          --accent: #1f56c3; --accent-fill: #1f56c3; --accent-fill-hover: #18469f; --on-accent: #ffffff;
          --accent-tint: #e9f0fd; --focus: #1f56c3; --ok: #12673c; --ok-tint: #e4f4ea; --warn: #855000;
          --warn-tint: #fdf2dd; --bad: #b0241c; --bad-tint: #fdecea; --bad-fill: #b0241c; --on-bad: #ffffff;
          --idle: #505863; --idle-tint: #eceff2; --plot: #5b86dc; --plot-over: #c5443b;
          --plot-limit: #15181c;
          --shadow: 0 1px 2px #14181d0f; --shadow-lg: 0 12px 32px #14181d2e, 0 2px 6px #14181d1a;
        }
      }

      /* The choice of the person, kept in a cookie and written by the server. */
      :root[data-theme="light"] { color-scheme: light; }
      :root[data-theme="dark"] { color-scheme: dark; }

      @media (pointer: coarse) {
        :root { --control: 2.75rem; --row: 3rem; }
      }
    }
    """#
}
