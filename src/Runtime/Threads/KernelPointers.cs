using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NormGen.Runtime;

/// <summary>
/// What a kernel works on, as every thread of a team can have it: the <see cref="KernelOperands"/> of the caller, pinned while
/// the team works.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Performance", "CA1815", Justification = "Nobody compares them.")]
public readonly struct KernelPointers
{
    private readonly Addresses addresses;

    internal KernelPointers(Addresses addresses, in KernelOperands operands)
    {
        this.addresses = addresses;
        Epsilon = operands.Epsilon;
        EpilogueParameter = operands.EpilogueParameter;
        OutputScale = operands.OutputScale;
        OutputZeroPoint = operands.OutputZeroPoint;
        Outer = operands.Outer;
        Inner = operands.Inner;
    }

    /// <summary>The number added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>The parameter of a user's epilogue.</summary>
    public double EpilogueParameter { get; }

    /// <summary>What one step of a quantized output stands for.</summary>
    public double OutputScale { get; }

    /// <summary>The quantized output that stands for 0.</summary>
    public double OutputZeroPoint { get; }

    /// <summary>The product of the axes before the channels.</summary>
    public nuint Outer { get; }

    /// <summary>The product of the axes after the channels.</summary>
    public nuint Inner { get; }

    /// <summary>The first element of a tensor or table of floats.</summary>
    /// <param name="index">The number of the operand, 0 to 15.</param>
    /// <returns>A reference; null where the operand was not set.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe ref float Float(int index) => ref Unsafe.AsRef<float>((void*)addresses[index]);

    /// <summary>The first element of a table of doubles.</summary>
    /// <param name="index">The number of the operand, 0 to 15.</param>
    /// <returns>A reference; null where the operand was not set.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe ref double Double(int index) => ref Unsafe.AsRef<double>((void*)addresses[index]);

    /// <summary>The first element of a tensor of signed integers.</summary>
    /// <param name="index">The number of the operand, 0 to 15.</param>
    /// <returns>A reference; null where the operand was not set.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe ref sbyte SByte(int index) => ref Unsafe.AsRef<sbyte>((void*)addresses[index]);

    /// <summary>The first element of a tensor of unsigned integers.</summary>
    /// <param name="index">The number of the operand, 0 to 15.</param>
    /// <returns>A reference; null where the operand was not set.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe ref byte Byte(int index) => ref Unsafe.AsRef<byte>((void*)addresses[index]);

    /// <summary>An address for each operand.</summary>
    [InlineArray(KernelOperands.Count)]
    internal struct Addresses
    {
        private nint first;
    }
}
