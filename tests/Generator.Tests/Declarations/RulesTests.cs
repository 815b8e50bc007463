using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Frontend;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Declarations;

/// <summary>Descriptors, their pages, and the examples on the pages.</summary>
public sealed partial class RulesTests
{
    /// <summary>A layout that needs NORM009 or NORM025 is not there yet, and NORM019 is about a project file.</summary>
    private static readonly string[] WithoutCompiledExamples = [RuleIds.SizesNeeded, RuleIds.SamplesInterleaved, RuleIds.LanguageVersion];

    public static TheoryData<string> Ids => new(Rules.All.Select(rule => rule.Id));

    public static TheoryData<string> IdsWithExamples => new(Rules.All.Select(rule => rule.Id).Except(WithoutCompiledExamples));

    [Fact]
    public void Ids_are_numbered_without_gaps() =>
        Assert.Equal(Enumerable.Range(1, Rules.All.Length).Select(number => $"NORM{number:000}"), Rules.All.Select(rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_has_a_page_in_the_index_and_in_the_release_file(string id)
    {
        var rule = Rules.All.Single(candidate => candidate.Id == id);
        var title = rule.Title.ToString(System.Globalization.CultureInfo.InvariantCulture);

        Assert.EndsWith($"/docs/diagnostics/{id}.md", rule.HelpLinkUri);
        Assert.StartsWith($"# {id}: {title}\n", Repository.Read($"docs/diagnostics/{id}.md"));
        Assert.Contains($"| [{id}]({id}.md) | {rule.DefaultSeverity} | {title} |\n", Repository.Read("docs/diagnostics/README.md"));
        Assert.Contains(
            $"{id} | {rule.Category} | {rule.DefaultSeverity} | {title}\n",
            Repository.Read("src/Generator/AnalyzerReleases.Shipped.md") + Repository.Read("src/Generator/AnalyzerReleases.Unshipped.md"));
    }

    [Fact]
    public void There_is_no_page_without_a_rule() =>
        Assert.Equal(
            Rules.All.Select(rule => rule.Id + ".md").Append("README.md"),
            Directory.GetFiles(Repository.PathOf("docs/diagnostics")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(IdsWithExamples))]
    public async Task First_example_on_the_page_is_reported_and_the_second_is_not(string id)
    {
        var examples = Example().Matches(Repository.Read($"docs/diagnostics/{id}.md")).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(2, examples.Count);
        Assert.Equal([id], (await Analysis.Of(GeneratorRun.Of("using NormGen;\n" + examples[0]).Output)).Select(diagnostic => diagnostic.Id));
        Assert.Empty(await Analysis.Of(GeneratorRun.Of("using NormGen;\n" + examples[1]).Output));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
