using System;
using System.Collections.Generic;

namespace NormGen.Bench.Size;

/// <summary>A way in which kernels may come to machine code.</summary>
/// <param name="Name">In words.</param>
/// <param name="Optimized">Whether methods keep their <c>AggressiveOptimization</c>.</param>
/// <param name="Ahead">Whether the assembly is compiled ahead of time, ReadyToRun.</param>
/// <param name="Environment">Variables of the process.</param>
internal sealed record StartUpSetting(string Name, bool Optimized, bool Ahead, IReadOnlyDictionary<string, string> Environment)
{
    private const string Attribute = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    public static IReadOnlyList<StartUpSetting> All { get; } =
    [
        new("as generated", true, false, Variables()),
        new("tiered", false, false, Variables()),
        new("tiered, no profile", false, false, Variables("DOTNET_TieredPGO")),
        new("not tiered", false, false, Variables("DOTNET_TieredCompilation")),
        new("ReadyToRun, tiered", false, true, Variables()),
        new("ReadyToRun, as generated", true, true, Variables()),
    ];

    /// <summary>A kernel's file under this setting.</summary>
    public string Apply(string kernel) => Optimized ? kernel : kernel.Replace(Attribute, "", StringComparison.Ordinal);

    private static Dictionary<string, string> Variables(params string[] off)
    {
        var variables = new Dictionary<string, string>();
        foreach (var name in off)
        {
            variables[name] = "0";
        }

        return variables;
    }
}
