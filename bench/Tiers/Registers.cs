using System;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NormGen.Bench.Tiers;

/// <summary>The registers that kernels and copies of this process use. To be asked only after the tier is set.</summary>
internal static class Registers
{
    /// <summary>How many floats one holds.</summary>
    public static readonly int FloatLanes =
        AppContext.TryGetSwitch(Tier.ForcePortableSwitch, out var forced) && forced ? 4
        : Vector512.IsHardwareAccelerated ? 16
        : Avx2.IsSupported ? 8 : 4;

    /// <summary>The generator's name of the code that runs.</summary>
    public static string InstructionSet => FloatLanes switch
    {
        16 => "Avx512",
        8 => "Avx2",
        _ => "Portable",
    };

    /// <summary>What runs, in words.</summary>
    public static string Description => FloatLanes switch
    {
        16 => "AVX-512",
        8 => "AVX2",
        _ => Fma.IsSupported ? "portable code with FMA" : "portable code",
    };
}
