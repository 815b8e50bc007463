using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace NormGen.Docs.Tests;

public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Documentation.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_within_the_repository_lead_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Documentation.PathOf(page))!;
        var targets = Link().Matches(Documentation.Read(page)).Select(match => match.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal));

        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(folder, target)), target));
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
