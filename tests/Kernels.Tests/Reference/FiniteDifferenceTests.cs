using System;
using System.Linq;
using NormGen.Kernels.Tests.Support;
using NormGen.Reference;
using Xunit;

namespace NormGen.Kernels.Tests.Reference;

/// <summary>The reference's gradients against differences of its own forward pass.</summary>
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

    public FiniteDifferenceTests()
    {
        view = new TensorView(3, 2, 4);
        input = Rounded(Fills.Normal.Make(view, seed: 1));
        outputGradient = Fills.Normal.Make(view, seed: 2);
        gamma = [1.5f, -0.75f];
        beta = [0.25f, 0.125f];
    }

    public static TheoryData<Activation> Activations => new(Enum.GetValues<Activation>());

    [Theory]
    [MemberData(nameof(Activations))]
    public void Input_gradient(Activation activation)
    {
        var gradient = Gradients(activation).Input;
        for (var index = 0; index < input.Length; index++)
        {
            RequireSlope(gradient[index], input, index, activation);
        }
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Parameter_gradients(Activation activation)
    {
        var gradients = Gradients(activation);
        for (var channel = 0; channel < view.Channels; channel++)
        {
            RequireSlope(gradients.Gamma[channel], gamma, channel, activation);
            RequireSlope(gradients.Beta[channel], beta, channel, activation);
        }
    }

    private static float[] Rounded(float[] values) => Array.ConvertAll(values, value => MathF.Round(value * 256) / 256);

    private BatchNormGradients Gradients(Activation activation) =>
        BatchNormReference.Backward(input, outputGradient, view, gamma, beta, Epsilon, activation);

    private void RequireSlope(double gradient, float[] values, int index, Activation activation)
    {
        var value = values[index];
        values[index] = value + Step;
        var above = Loss(activation);
        values[index] = value - Step;
        var below = Loss(activation);
        values[index] = value;
        Assert.Equal((above - below) / (2 * Step), gradient, Tolerance);
    }

    private double Loss(Activation activation) =>
        BatchNormReference.Forward(input, view, gamma, beta, Epsilon, activation).Zip(outputGradient, (y, dy) => y * dy).Sum();
}
