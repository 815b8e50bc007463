using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace NormGen.Docs.Tests;

/// <summary>
/// A block of C# on a page. One that is no whole program says so in a comment above it, <c>&lt;!-- fragment: why --&gt;</c>.
/// </summary>
/// <param name="Page">The page's path.</param>
/// <param name="Number">Which block of the page it is, from 1.</param>
/// <param name="Code">The code.</param>
/// <param name="IsFragment">Whether it is no whole program.</param>
internal sealed partial record CodeBlock(string Page, int Number, string Code, bool IsFragment)
{
    // The first example of a diagnostic's page is wrong on purpose; both are compiled by the tests of the rules.
    private const string Rules = "docs/diagnostics/NORM";

    /// <summary>All blocks of all pages.</summary>
    public static IReadOnlyList<CodeBlock> All { get; } =
    [
        .. from page in Documentation.Pages
           where !page.StartsWith(Rules, System.StringComparison.Ordinal)
           from block in Block().Matches(Documentation.Read(page)).Select((match, index) => (match, index))
           select new CodeBlock(page, block.index + 1, block.match.Groups["code"].Value, block.match.Groups["fragment"].Success),
    ];

    [GeneratedRegex("(?<fragment><!-- fragment: [^\n]+ -->\n)?```csharp\n(?<code>.*?)\n```\n", RegexOptions.Singleline)]
    private static partial Regex Block();
}
