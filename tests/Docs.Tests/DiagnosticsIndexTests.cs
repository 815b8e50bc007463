using System;
using System.Linq;
using Xunit;

namespace NormGen.Docs.Tests;

/// <summary>The index of the diagnostics is made of the file that tracks their releases.</summary>
public sealed class DiagnosticsIndexTests
{
    private const string Index = "docs/diagnostics/README.md";
    private const string TableHead = "| id | severity | what it says |\n| --- | --- | --- |\n";

    [Fact]
    public void Index_lists_every_rule_of_the_release_files()
    {
        var page = Documentation.Read(Index);
        var introduction = page[..page.IndexOf(TableHead, StringComparison.Ordinal)];

        Documentation.RequireGenerated(Index, introduction + TableHead + string.Concat(Rows()));
    }

    private static string[] Rows() =>
    [
        .. from file in new[] { "src/Generator/AnalyzerReleases.Shipped.md", "src/Generator/AnalyzerReleases.Unshipped.md" }
           from line in Documentation.Read(file).Split('\n')
           where line.StartsWith("NORM", StringComparison.Ordinal)
           let cells = line.Split('|', StringSplitOptions.TrimEntries)
           orderby cells[0]
           select $"| [{cells[0]}]({cells[0]}.md) | {cells[2]} | {cells[3]} |\n",
    ];
}
