using System;
using System.Collections.Generic;
using NormGen.Generator.Epilogues;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Normalizations;

/// <summary>
/// What is done around a normalization, whichever it is: output = epilogue(normalized + residual), and how a gradient comes back
/// through that; or the residual is added before, and normalized with the input.
/// </summary>
internal sealed class OutputForm(Epilogue epilogue, bool addsResidual, bool addsBefore = false, bool unitOffset = false)
{
    /// <summary>Whether input and residual are added up first, and the sum normalized.</summary>
    public bool AddsBefore => addsBefore;

    /// <summary>Whether the scale is 1 + gamma.</summary>
    public bool UnitOffset => unitOffset;

    /// <summary>The tensors that are added.</summary>
    public IReadOnlyList<Region> Inputs { get; } = addsResidual ? [Tensors.Residual] : [];

    /// <summary>Where their gradients go, which are the gradient before the epilogue.</summary>
    public IReadOnlyList<Region> InputGradients { get; } = addsResidual ? [Tensors.ResidualGradient] : [];

    /// <summary>Where the output goes.</summary>
    public Region Output { get; init; } = Tensors.Output;

    /// <summary>The numbers that storing the output is told at run time.</summary>
    public IReadOnlyList<string> OutputScalars { get; init; } = [];

    /// <summary>All numbers that are told at run time.</summary>
    public IReadOnlyList<string> Scalars => [.. epilogue.Scalars, .. OutputScalars];

    /// <summary>Whether <see cref="Gradient"/> asks for the normalized value.</summary>
    public bool NeedsNormalized => epilogue.NeedsPreActivation;

    public Value Value(ElementScope e, Value normalized) => epilogue.Value(e.Builder, PreActivation(e, normalized));

    /// <summary>The gradient before the epilogue, from the one after it.</summary>
    /// <param name="normalized">Gives the normalized value again, with the bits that <see cref="Value"/> saw.</param>
    public Value Gradient(ElementScope e, Value outputGradient, Func<Value> normalized) =>
        epilogue.Gradient(e.Builder, outputGradient, () => PreActivation(e, normalized()));

    private Value PreActivation(ElementScope e, Value normalized) => addsResidual ? normalized + e[Tensors.Residual] : normalized;
}
