using System;
using System.Linq;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator;
using Xunit;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>The text of kernels' files: the same everywhere, clean to a reader and to the compiler.</summary>
public sealed class TextTests
{
    public static TheoryData<string> Kernels => Specs.Names;

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Has_plain_lines(string name)
    {
        var text = GeneratedTexts.Of(Specs.Named(name));

        Assert.DoesNotContain(text, c => c is '\r' or '\t' or > '~');
        Assert.DoesNotContain(text.Split('\n'), line => line.EndsWith(' '));
        Assert.DoesNotContain("\n\n\n", text);
        Assert.EndsWith("}\n", text);
    }

    [Fact]
    public void Is_the_same_under_another_culture() => Assert.All(GeneratedTexts.Compiled, spec => Assert.Equal(
        GeneratedTexts.Of(spec), Cultures.Under("tr-TR", () => KernelCompiler.Compile(spec, GeneratedTexts.Namespace))));

    /// <summary>In a project that checks XML comments, at the highest warning level, without unsafe code; hidden diagnostics too.</summary>
    [Fact]
    public void Compiles_with_no_diagnostic() => Assert.Empty(
        GeneratedTexts.Diagnostics.Select(diagnostic => diagnostic.ToString()).Take(10));

    [Fact]
    public void Names_tell_kernels_apart() => Assert.Equal(
        Specs.All.Count, Specs.All.Select(spec => spec.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
}
