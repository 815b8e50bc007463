using System;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Epilogues;

/// <summary>What is done to a normalized value before it is stored, and how a gradient comes back through it.</summary>
internal abstract class Epilogue
{
    /// <summary>The name that a kernel with this epilogue carries; empty for none.</summary>
    public abstract string Name { get; }

    /// <summary>Whether <see cref="Gradient"/> asks for the value before the epilogue.</summary>
    public abstract bool NeedsPreActivation { get; }

    /// <summary>The output for a normalized value. NaN must stay NaN.</summary>
    public abstract Value Value(IrBuilder b, Value x);

    /// <summary>The gradient before the epilogue, from the one after it.</summary>
    /// <param name="preActivation">Gives the normalized value again, with the bits that <see cref="Value"/> saw.</param>
    public abstract Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation);
}
