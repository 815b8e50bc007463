using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NormGen.Runtime;

/// <summary>For generated code: the instruction sets that kernels may use. The JIT knows the answers when it compiles.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class KernelTiers
{
    /// <summary>The switch that makes every kernel take its portable code, with whatever instructions the machine has for that.</summary>
    public const string Switch = "NormGen.ForcePortable";

    private static readonly bool ForcePortable = AppContext.TryGetSwitch(Switch, out var isOn) && isOn;

    /// <summary>Whether there are registers of 512 bits that do not slow the processor down.</summary>
    public static bool Avx512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && Avx512F.IsSupported && !ForcePortable;
    }

    /// <summary>Whether there are AVX2 and fused multiply-add.</summary>
    public static bool Avx2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => System.Runtime.Intrinsics.X86.Avx2.IsSupported && Fma.IsSupported && !ForcePortable;
    }
}
