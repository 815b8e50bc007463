using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>What a child process ran on, and what came out.</summary>
/// <param name="Avx512">Whether 512-bit registers were in use.</param>
/// <param name="Avx2">Whether 256-bit registers and fused multiply-add were.</param>
/// <param name="Vector128">Whether the runtime used any vector instructions.</param>
/// <param name="Portable">Whether kernels ran their portable code.</param>
/// <param name="Layers">For each layer one hash over every bit of every result.</param>
internal sealed record TierReport(bool Avx512, bool Avx2, bool Vector128, bool Portable, LayerHash[] Layers)
{
    public static bool HasAvx512 => Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx512DQ.IsSupported;

    public static bool HasAvx2 => System.Runtime.Intrinsics.X86.Avx2.IsSupported && Fma.IsSupported;

    public static bool HasVector128 => System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated;

    public static TierReport Read(string line) => JsonSerializer.Deserialize<TierReport>(line)!;

    public string Write() => JsonSerializer.Serialize(this);
}

/// <summary>The hash of a layer's results.</summary>
internal sealed record LayerHash(string Layer, ulong Hash);
