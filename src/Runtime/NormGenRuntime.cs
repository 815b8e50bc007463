using NormGen.Runtime;

namespace NormGen;

/// <summary>What kernels run on.</summary>
public static class NormGenRuntime
{
    /// <summary>
    /// The code that kernels take on this machine: the widest that it runs. Which one changes speed alone, no bit of a result. The switch
    /// <c>NormGen.ForcePortable</c> of <see cref="System.AppContext"/>, set before the first call, makes it <see cref="KernelTier.Portable"/>.
    /// </summary>
    public static KernelTier Tier => KernelTiers.Avx512 ? KernelTier.Avx512 : KernelTiers.Avx2 ? KernelTier.Avx2 : KernelTier.Portable;
}

/// <summary>The code of a kernel that a machine runs.</summary>
public enum KernelTier
{
    /// <summary>Registers of 128 bits, or scalar code: what ARM64 and every other machine runs.</summary>
    Portable,

    /// <summary>Registers of 256 bits, with fused multiply-add.</summary>
    Avx2,

    /// <summary>Registers of 512 bits.</summary>
    Avx512,
}
