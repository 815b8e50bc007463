using System;
using System.Collections.Generic;
using NormGen.Generator.Emit;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Epilogues;

/// <summary>What is done to a normalized value before it is stored, and how a gradient comes back through it.</summary>
internal abstract class Epilogue
{
    /// <summary>The name that a kernel with this epilogue carries; empty for none.</summary>
    public abstract string Name { get; }

    /// <summary>What a reader is told that it is.</summary>
    public virtual string Summary => Name;

    /// <summary>What alpha is where none is declared, as in PyTorch; null where there is no alpha.</summary>
    public virtual float? DefaultAlpha => null;

    /// <summary>Whether <see cref="Gradient"/> asks for the value before the epilogue.</summary>
    public abstract bool NeedsPreActivation { get; }

    /// <summary>The numbers that it is told at run time, by the names of the layer's properties.</summary>
    public virtual IReadOnlyList<string> Scalars => [];

    /// <summary>The output for a normalized value. NaN must stay NaN.</summary>
    public abstract Value Value(IrBuilder b, Value x);

    /// <summary>The gradient before the epilogue, from the one after it.</summary>
    /// <param name="preActivation">Gives the normalized value again, with the bits that <see cref="Value"/> saw.</param>
    public abstract Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation);

    /// <summary>The value, or NaN where <paramref name="x"/> is NaN.</summary>
    protected static Value OrNaN(IrBuilder b, Value x, Value value) => b.Select(b.LessOrEqual(x, x), value, x);

    /// <summary>What an alpha adds to a name: nothing where it is the default, else its bits, which are one name on every host.</summary>
    protected static string AlphaName(float alpha, float unset) => alpha.Equals(unset) ? "" : "Alpha" + Literals.Bits(alpha);

    /// <summary>What an alpha adds to a sentence.</summary>
    protected static string AlphaSummary(float alpha) => " with alpha " + Literals.Readable(alpha);
}
