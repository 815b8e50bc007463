using System;
using System.Linq;
using NormGen.Reference;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Reference;

/// <summary>The reference's gradients against differences of its own forward passes.</summary>
public class FiniteDifferenceTests
{
    private const double Epsilon = 1e-3;

    // Powers of two, so that both neighbours of a float are floats; the error of a central difference is of its square.
    private const float Step = 1f / 1024;
    private const double Tolerance = 2e-5;

    private readonly TensorView view;
    private readonly float[] input;
    private readonly float[] outputGradient;
    private readonly float[] gamma;
    private readonly float[] beta;
    private readonly float[] residual;
    private readonly float[] mean = [0.5f, -0.25f];
    private readonly float[] variance = [2, 0.75f];

    public FiniteDifferenceTests()
    {
        view = new TensorView(3, 2, 4);
        input = Rounded(Fills.Normal.Make(view, seed: 1));
        outputGradient = Fills.Normal.Make(view, seed: 2);
        gamma = [1.5f, -0.75f];
        beta = [0.25f, 0.125f];
        residual = Rounded(Fills.Normal.Make(view, seed: 3));
    }

    /// <summary>The pass, the activation, and whether there is a residual.</summary>
    public static TheoryData<Pass, Activation, bool> Passes => new(
        from pass in new[] { Pass.Backward, Pass.InferBackward }
        from activation in Enum.GetValues<Activation>()
        from hasResidual in new[] { false, true }
        select (pass, activation, hasResidual));

    [Theory]
    [MemberData(nameof(Passes))]
    public void Tensor_gradients(Pass pass, Activation activation, bool hasResidual)
    {
        var gradients = Gradients(pass, activation, hasResidual);
        for (var index = 0; index < input.Length; index++)
        {
            RequireSlope(gradients.Input[index], input, index, () => Loss(pass, activation, hasResidual));
            if (hasResidual)
            {
                RequireSlope(gradients.Residual[index], residual, index, () => Loss(pass, activation, hasResidual));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Parameter_gradients(Pass pass, Activation activation, bool hasResidual)
    {
        var gradients = Gradients(pass, activation, hasResidual);
        for (var channel = 0; channel < view.Channels; channel++)
        {
            RequireSlope(gradients.Gamma[channel], gamma, channel, () => Loss(pass, activation, hasResidual));
            RequireSlope(gradients.Beta[channel], beta, channel, () => Loss(pass, activation, hasResidual));
        }
    }

    private static float[] Rounded(float[] values) => Array.ConvertAll(values, value => MathF.Round(value * 256) / 256);

    private static void RequireSlope(double gradient, float[] values, int index, Func<double> loss)
    {
        var value = values[index];
        values[index] = value + Step;
        var above = loss();
        values[index] = value - Step;
        var below = loss();
        values[index] = value;
        Assert.Equal((above - below) / (2 * Step), gradient, Tolerance);
    }

    private BatchNormGradients Gradients(Pass pass, Activation activation, bool hasResidual) => pass == Pass.Backward
        ? BatchNormReference.Backward(input, outputGradient, view, gamma, beta, Epsilon, activation, Added(hasResidual))
        : BatchNormReference.InferBackward(
            input, outputGradient, view, gamma, beta, mean, variance, Epsilon, activation, Added(hasResidual));

    private double Loss(Pass pass, Activation activation, bool hasResidual)
    {
        var output = pass == Pass.Backward
            ? BatchNormReference.Forward(input, view, gamma, beta, Epsilon, activation, Added(hasResidual))
            : BatchNormReference.Infer(input, view, gamma, beta, mean, variance, Epsilon, activation, Added(hasResidual));
        return output.Zip(outputGradient, (y, dy) => y * dy).Sum();
    }

    private ReadOnlySpan<float> Added(bool hasResidual) => hasResidual ? residual : default;
}
