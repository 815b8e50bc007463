using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NormGen.Runtime;

/// <summary>For generated code: doubles that live as long as a call does, two tables of sixteen rows of sixteen.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[InlineArray(Length)]
[SuppressMessage("Performance", "CA1815", Justification = "Nobody compares them.")]
public struct LocalDoubles
{
    /// <summary>How many there are.</summary>
    public const int Length = 512;

    private double first;

    /// <summary>The first of them.</summary>
    /// <param name="memory">A local variable.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref double Start(ref LocalDoubles memory) => ref memory.first;
}

/// <summary>For generated code: floats that live as long as a call does, eight tables of sixteen.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[InlineArray(Length)]
[SuppressMessage("Performance", "CA1815", Justification = "Nobody compares them.")]
public struct LocalFloats
{
    /// <summary>How many there are.</summary>
    public const int Length = 128;

    private float first;

    /// <summary>The first of them.</summary>
    /// <param name="memory">A local variable.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Start(ref LocalFloats memory) => ref memory.first;
}
