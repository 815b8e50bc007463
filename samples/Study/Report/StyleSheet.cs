namespace NormGen.Samples.Study.Report;

/// <summary>The look of the page, on light and on dark ground.</summary>
internal static class StyleSheet
{
    public const string Text =
        """

        :root {
          color-scheme: light dark;
          --ground: #ffffff; --text: #1f2328; --faint: #d1d9e0; --panel: #f6f8fa;
          --c0: #6e7781; --c1: #0969da; --c2: #bc4c00; --c3: #1a7f37; --c4: #8250df; --c5: #9a6700;
          --yes: #1a7f37; --part: #9a6700; --no: #cf222e;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #0d1117; --text: #f0f6fc; --faint: #3d444d; --panel: #151b23;
            --c0: #9198a1; --c1: #4493f8; --c2: #f0883e; --c3: #3fb950; --c4: #ab7df8; --c5: #d29922;
            --yes: #3fb950; --part: #d29922; --no: #f85149;
          }
        }
        body { background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; max-width: 62em; margin: 2em auto; padding: 0 1em; }
        h2 { margin-top: 2.5em; border-bottom: 1px solid var(--faint); }
        a { color: var(--c1); }
        table { border-collapse: collapse; margin: 1em 0; font-size: 0.92em; }
        th, td { border: 1px solid var(--faint); padding: 0.3em 0.7em; text-align: right; vertical-align: top; }
        th { text-align: left; font-weight: 600; }
        td.text { text-align: left; }
        figure { margin: 1.5em 0; }
        figcaption { font-size: 0.9em; opacity: 0.85; }
        .verdict { background: var(--panel); border-left: 4px solid var(--c1); padding: 0.7em 1em; }
        .badge { font-weight: 600; white-space: nowrap; }
        .yes { color: var(--yes); } .part { color: var(--part); } .no { color: var(--no); }
        .caveats { font-size: 0.92em; }
        svg { width: 100%; max-width: 720px; height: auto; }
        svg text { fill: var(--text); font: 12px system-ui, sans-serif; }
        svg .title { font-size: 15px; font-weight: 600; }
        svg .middle { text-anchor: middle; }
        svg .end { text-anchor: end; }
        svg .grid { stroke: var(--faint); stroke-width: 1; }
        svg .line { fill: none; stroke-width: 2; }
        svg .band { stroke: none; opacity: 0.14; }
        svg .c0 { stroke: var(--c0); } svg .c1 { stroke: var(--c1); } svg .c2 { stroke: var(--c2); }
        svg .c3 { stroke: var(--c3); } svg .c4 { stroke: var(--c4); } svg .c5 { stroke: var(--c5); }
        svg .band.c0, svg .mark.c0 { fill: var(--c0); } svg .band.c1, svg .mark.c1 { fill: var(--c1); }
        svg .band.c2, svg .mark.c2 { fill: var(--c2); } svg .band.c3, svg .mark.c3 { fill: var(--c3); }
        svg .band.c4, svg .mark.c4 { fill: var(--c4); } svg .band.c5, svg .mark.c5 { fill: var(--c5); }

        """;
}
