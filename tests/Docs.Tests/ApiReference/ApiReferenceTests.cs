using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace NormGen.Docs.Tests.ApiReference;

/// <summary>The reference pages are what the documentation comments say; NORMGEN_ACCEPT_DOCS=1 writes them.</summary>
public sealed class ApiReferenceTests
{
    private const string Folder = "docs/api/";

    private static readonly Dictionary<string, string> Pages = ApiPages.Of(
        typeof(NormalizationAttribute).Assembly.Location, typeof(NormalizationLayer).Assembly.Location).ToDictionary(page => page.File, page => page.Text, StringComparer.Ordinal);

    public static TheoryData<string> Files => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Page_is_what_the_comments_say(string file) => Documentation.RequireGenerated(Folder + file, Pages[file]);

    [Fact]
    public void There_is_no_page_of_a_type_that_is_gone() => Assert.Equal(
        Pages.Keys.Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Documentation.PathOf(Folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
}
