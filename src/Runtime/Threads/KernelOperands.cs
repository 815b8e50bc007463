using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace NormGen.Runtime;

/// <summary>
/// What a kernel works on, as its caller has it: references to the first elements of tensors and tables, and numbers.
/// References that are not set are null. Tables of doubles are passed as if they were of floats.
/// </summary>
/// <param name="epsilon">The number added to the variance.</param>
/// <param name="outer">The product of the axes before the channels.</param>
/// <param name="inner">The product of the axes after the channels.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1051", Justification = "Only a field can be made to refer to something else: a property gives a reference, and takes none.")]
public ref struct KernelOperands(double epsilon, nuint outer, nuint inner)
{
    /// <summary>The number of references.</summary>
    internal const int Count = 16;

    /// <summary>The first element of a tensor or table.</summary>
    public ref float R0;

    /// <inheritdoc cref="R0"/>
    public ref float R1;

    /// <inheritdoc cref="R0"/>
    public ref float R2;

    /// <inheritdoc cref="R0"/>
    public ref float R3;

    /// <inheritdoc cref="R0"/>
    public ref float R4;

    /// <inheritdoc cref="R0"/>
    public ref float R5;

    /// <inheritdoc cref="R0"/>
    public ref float R6;

    /// <inheritdoc cref="R0"/>
    public ref float R7;

    /// <inheritdoc cref="R0"/>
    public ref float R8;

    /// <inheritdoc cref="R0"/>
    public ref float R9;

    /// <inheritdoc cref="R0"/>
    public ref float R10;

    /// <inheritdoc cref="R0"/>
    public ref float R11;

    /// <inheritdoc cref="R0"/>
    public ref float R12;

    /// <inheritdoc cref="R0"/>
    public ref float R13;

    /// <inheritdoc cref="R0"/>
    public ref float R14;

    /// <inheritdoc cref="R0"/>
    public ref float R15;

    /// <summary>The parameter of a user's epilogue.</summary>
    public double EpilogueParameter { get; init; }

    /// <summary>What one step of a quantized output stands for.</summary>
    public double OutputScale { get; init; }

    /// <summary>The quantized output that stands for 0.</summary>
    public double OutputZeroPoint { get; init; }

    /// <summary>The number added to the variance.</summary>
    internal readonly double Epsilon => epsilon;

    /// <summary>The product of the axes before the channels.</summary>
    internal readonly nuint Outer => outer;

    /// <summary>The product of the axes after the channels.</summary>
    internal readonly nuint Inner => inner;
}
