using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>The scratch memory that a kernel asks of the layer it runs for.</summary>
/// <param name="Sums">The number of doubles.</param>
/// <param name="Coefficients">The number of floats.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Workspace(int Sums, int Coefficients);
