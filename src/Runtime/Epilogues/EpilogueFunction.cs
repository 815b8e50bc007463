using System;
using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>A user's epilogue on single floats, as the reference and the verification call it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EpilogueFunction
{
    private readonly Func<float, float, float> value;
    private readonly Func<float, float, float>? derivative;

    private EpilogueFunction(Func<float, float, float> value, Func<float, float, float>? derivative = null) =>
        (this.value, this.derivative) = (value, derivative);

    /// <summary>An epilogue of a layer for inference.</summary>
    /// <typeparam name="TEpilogue">The epilogue.</typeparam>
    /// <returns>The function.</returns>
    public static EpilogueFunction Of<TEpilogue>()
        where TEpilogue : struct, IEpilogue =>
        new(static (x, _) => TEpilogue.Value(new FloatScalar(x)).Value);

    /// <summary>An epilogue of a layer that trains.</summary>
    /// <typeparam name="TEpilogue">The epilogue.</typeparam>
    /// <returns>The function and its derivative.</returns>
    public static EpilogueFunction OfDifferentiable<TEpilogue>()
        where TEpilogue : struct, IDifferentiableEpilogue => new(
            static (x, _) => TEpilogue.Value(new FloatScalar(x)).Value,
            static (x, _) => TEpilogue.Derivative(new FloatScalar(x)).Value);

    /// <summary>An epilogue with a parameter, of a layer for inference.</summary>
    /// <typeparam name="TEpilogue">The epilogue.</typeparam>
    /// <returns>The function.</returns>
    public static EpilogueFunction OfParametric<TEpilogue>()
        where TEpilogue : struct, IParametricEpilogue =>
        new(static (x, parameter) => TEpilogue.Value(new FloatScalar(x), new FloatScalar(parameter)).Value);

    /// <summary>An epilogue with a parameter, of a layer that trains.</summary>
    /// <typeparam name="TEpilogue">The epilogue.</typeparam>
    /// <returns>The function and its derivative.</returns>
    public static EpilogueFunction OfDifferentiableParametric<TEpilogue>()
        where TEpilogue : struct, IDifferentiableParametricEpilogue => new(
            static (x, parameter) => TEpilogue.Value(new FloatScalar(x), new FloatScalar(parameter)).Value,
            static (x, parameter) => TEpilogue.Derivative(new FloatScalar(x), new FloatScalar(parameter)).Value);

    /// <summary>The output for a normalized value.</summary>
    /// <param name="x">The value.</param>
    /// <param name="parameter">The layer's parameter, where the epilogue takes one.</param>
    /// <returns>The bits that a kernel gives for it.</returns>
    public float Value(float x, float parameter) => value(x, parameter);

    /// <summary>The derivative at a normalized value.</summary>
    /// <param name="x">The value.</param>
    /// <param name="parameter">The layer's parameter, where the epilogue takes one.</param>
    /// <returns>The derivative.</returns>
    /// <exception cref="InvalidOperationException">The layer is one for inference.</exception>
    public float Derivative(float x, float parameter) =>
        derivative is null ? throw new InvalidOperationException("A layer for inference knows no derivative.") : derivative(x, parameter);
}
