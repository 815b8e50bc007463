using System.Linq;
using System.Reflection;
using Xunit;

namespace NormGen.Runtime.Tests;

/// <summary>What the libraries tell those that publish programs.</summary>
public sealed class PublishingTests
{
    [Fact]
    public void Both_libraries_are_trimmable_and_the_runtime_is_made_for_aot()
    {
        Assert.Contains("IsTrimmable", Marks(typeof(NormalizationAttribute).Assembly));
        Assert.Contains("IsTrimmable", Marks(typeof(NormalizationLayer).Assembly));
        Assert.Contains("IsAotCompatible", Marks(typeof(NormalizationLayer).Assembly));
    }

    private static string[] Marks(Assembly assembly) =>
        [.. assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Where(mark => mark.Value == "True").Select(mark => mark.Key)];
}
