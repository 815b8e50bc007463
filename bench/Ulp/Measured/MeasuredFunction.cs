extern alias attributes;
extern alias runtime;

using System;
using System.Collections.Generic;
using NormGen.Generator.Functions;
using NormGen.Generator.Ir;
using PublicActivation = attributes::NormGen.Activation;
using Reference = runtime::NormGen.Reference;

namespace NormGen.Ulp.Measured;

/// <summary>A function of the generator's vocabulary beside what it approximates.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Expression">The function in the IR.</param>
/// <param name="Exact">
/// The function in double: .NET's, whose errors are of the last places of a double, or the reference's, which states its sources.
/// </param>
/// <param name="UpToZero">Whether it is promised for no number above 0.</param>
internal sealed record MeasuredFunction(
    string Name, Func<IrBuilder, Value, Value> Expression, Func<double, double> Exact, bool UpToZero = false)
{
    public static IReadOnlyList<MeasuredFunction> All { get; } =
    [
        new("exp", Exponential.Of, Math.Exp),
        new("expm1", Exponential.LessOneOfNegative, ExponentialLessOne, UpToZero: true),
        new("sigmoid", (b, x) => Logistic.Of(b, x).Value(b), x => Reference.ActivationReference.Value(PublicActivation.Sigmoid, x)),
        new("tanh", HyperbolicTangent.Of, Math.Tanh),
        new("erf", ErrorFunction.Of, Reference.ErrorFunctionReference.Value),
    ];

    // The zero of e^0 - 1 has no sign.
    private static double ExponentialLessOne(double x) => x == 0 ? 0 : Reference.ActivationReference.Value(PublicActivation.Elu, x);

    public override string ToString() => Name;
}
