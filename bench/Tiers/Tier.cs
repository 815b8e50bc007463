using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NormGen.Bench.Tiers;

/// <summary>
/// The instructions that kernels and copies of this process use. The runtime reads which ones it may at its start, so another
/// tier is another process.
/// </summary>
internal sealed record Tier(string Name, IReadOnlyDictionary<string, string> Environment, bool ForcePortable, Func<bool> IsHere)
{
    /// <summary>The switch that makes kernels take the code that other machines than x64 run.</summary>
    public const string ForcePortableSwitch = "NormGen.ForcePortable";

    public static IReadOnlyList<Tier> All { get; } =
    [
        new("avx512", Variables(), false, static () => Vector512.IsHardwareAccelerated),
        new("avx2", Variables("DOTNET_EnableAVX512"), false, static () => Avx2.IsSupported && !Vector512.IsHardwareAccelerated),
        new("portable", Variables("DOTNET_EnableHWIntrinsic"), false, static () => !Avx2.IsSupported && !Fma.IsSupported),
        new("portable-fma", Variables(), true, static () => Fma.IsSupported && KernelsReadTheSwitch()),
    ];

    public static Tier Named(string name) =>
        All.FirstOrDefault(tier => tier.Name == name)
        ?? throw new ArgumentException($"No tier {name}; there are {string.Join(", ", All.Select(tier => tier.Name))}.");

    /// <summary>Whether this process was started with the tier's variables.</summary>
    public bool IsChosen() =>
        Environment.All(variable => System.Environment.GetEnvironmentVariable(variable.Key) == variable.Value);

    private static Dictionary<string, string> Variables(params string[] off) => off.ToDictionary(name => name, _ => "0");

    // A switch that nobody reads would time the wrong code.
    private static bool KernelsReadTheSwitch() =>
        typeof(NormalizationLayer).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Any(field => field.Name.Contains("ForcePortable", StringComparison.Ordinal));
}
