using System;
using System.IO;
using System.Linq;
using NormGen.Compiler.Tests.Support;
using Xunit;

namespace NormGen.Compiler.Tests.Functions;

/// <summary>
/// The runtime's functions are what the compiler's definitions come to, letter by letter. Where a definition has changed, run these tests
/// once with NORMGEN_ACCEPT_SNAPSHOTS=1 and build again.
/// </summary>
public sealed class VectorFunctionsTests
{
    public static TheoryData<string> Names => new(VectorFunctionText.All.Select(text => text.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void File_is_what_the_definitions_come_to(string name)
    {
        var text = VectorFunctionText.All.Single(text => text.Name == name);
        var (path, expected) = (Repository.PathOf(text.Path), text.Write());
        if (Environment.GetEnvironmentVariable("NORMGEN_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }
}
