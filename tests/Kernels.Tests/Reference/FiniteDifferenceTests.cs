using System;
using System.Linq;
using NormGen.Reference;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Reference;

/// <summary>The reference's gradients against differences of its own forward passes.</summary>
public class FiniteDifferenceTests
{
    // Large enough that groups of two values have no sharp bends.
    private const double Epsilon = 0.25;
    private const int Batch = 3;

    // Powers of two, so that both neighbours of a float are floats; the error of a central difference is of its square.
    private const float Step = 1f / 1024;
    private const double Tolerance = 2e-5;

    // Twenty-four elements: channels-first, channels-last, and as rows.
    private static readonly TensorView View = new(Batch, 4, 2);
    private static readonly TensorView ChannelsLast = new(2 * Batch, 4, 1);
    private static readonly TensorView Rows = new(Batch, 8, 1);

    private readonly float[] input = Rounded(11);
    private readonly float[] outputGradient = Rounded(2);
    private readonly float[] sumGradient = Rounded(4);
    private readonly float[] residual = Rounded(3);
    private readonly float[] gamma = [1.5f, -0.75f, 0.5f, 1, -1.25f, 2, 0.25f, -0.5f];
    private readonly float[] beta = [0.25f, 0.125f, -0.5f, 0, 0.375f, -0.125f, 0.5f, 1];
    private readonly float[] mean = [0.5f, -0.25f, 0, 0.125f];
    private readonly float[] variance = [2, 0.75f, 1, 1.5f];

    /// <summary>A normalization; of batch norm, in training and in inference.</summary>
    public enum Kind
    {
        Batch,
        BatchInference,
        Group,
        GroupChannelsLast,
        OneGroup,
        Instance,
        InstanceChannelsLast,
        Layer,
        LayerOfSum,
        Rms,
        RmsUnitOffset,
        RmsOfSum,
    }

    /// <summary>The normalization, the activation, and whether there is a residual.</summary>
    public static TheoryData<Kind, Activation, bool> Cases => new(
        from kind in Enum.GetValues<Kind>()
        from activation in Enum.GetValues<Activation>()
        from hasResidual in new[] { false, true }
        select (kind, activation, hasResidual));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tensor_gradients(Kind kind, Activation activation, bool hasResidual)
    {
        var gradients = Gradients(kind, activation, hasResidual);
        for (var index = 0; index < input.Length; index++)
        {
            RequireSlope(gradients.Input[index], input, index, () => Loss(kind, activation, hasResidual));
            if (hasResidual)
            {
                RequireSlope(gradients.Residual[index], residual, index, () => Loss(kind, activation, hasResidual));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parameter_gradients(Kind kind, Activation activation, bool hasResidual)
    {
        var gradients = Gradients(kind, activation, hasResidual);
        for (var channel = 0; channel < Groups(kind).View.Channels; channel++)
        {
            RequireSlope(gradients.Gamma[channel], gamma, channel, () => Loss(kind, activation, hasResidual));
            if (HasMean(kind))
            {
                RequireSlope(gradients.Beta[channel], beta, channel, () => Loss(kind, activation, hasResidual));
            }
        }
    }

    private static float[] Rounded(int seed) => Array.ConvertAll(
        Fills.Normal.Make(StatisticGroups.OfChannels(View), seed), value => MathF.Round(value * 256) / 256);

    private static StatisticGroups Groups(Kind kind) => kind switch
    {
        Kind.Batch or Kind.BatchInference => StatisticGroups.OfChannels(View),
        Kind.Group => StatisticGroups.OfSamples(View, Batch, 2),
        Kind.GroupChannelsLast => StatisticGroups.OfSamples(ChannelsLast, Batch, 2),
        Kind.OneGroup => StatisticGroups.OfSamples(View, Batch, 1),
        Kind.Instance => StatisticGroups.OfSamples(View, Batch, View.Channels),
        Kind.InstanceChannelsLast => StatisticGroups.OfSamples(ChannelsLast, Batch, View.Channels),
        _ => StatisticGroups.OfSamples(Rows, Batch, 1),
    };

    private static bool HasMean(Kind kind) => kind is not (Kind.Rms or Kind.RmsUnitOffset or Kind.RmsOfSum);

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

    private NormalizationGradients Gradients(Kind kind, Activation activation, bool hasResidual)
    {
        var (groups, scale, shift) = Operands(kind);
        ReadOnlySpan<float> added = hasResidual ? residual : default;
        return kind switch
        {
            Kind.Batch => BatchNormReference.Backward(
                input, outputGradient, groups.View, scale, shift, Epsilon, activation, added),
            Kind.BatchInference => BatchNormReference.InferBackward(
                input, outputGradient, groups.View, scale, shift, mean, variance, Epsilon, activation, added),
            _ => SampleNormReference.Backward(
                input,
                outputGradient,
                groups,
                scale,
                shift,
                Epsilon,
                HasMean(kind),
                kind == Kind.RmsUnitOffset,
                activation,
                added,
                MoreGradient(kind)),
        };
    }

    private double Loss(Kind kind, Activation activation, bool hasResidual)
    {
        var (groups, scale, shift) = Operands(kind);
        ReadOnlySpan<float> added = hasResidual ? residual : default;
        var output = kind switch
        {
            Kind.Batch => BatchNormReference.Forward(input, groups.View, scale, shift, Epsilon, activation, added),
            Kind.BatchInference => BatchNormReference.Infer(
                input, groups.View, scale, shift, mean, variance, Epsilon, activation, added),
            _ => SampleNormReference.Forward(
                input, groups, scale, shift, Epsilon, HasMean(kind), kind == Kind.RmsUnitOffset, activation, added),
        };
        var ofOutput = output.Zip(outputGradient, (y, dy) => y * dy).Sum();

        // What is normalized is itself a result there, and part of the loss.
        return ofOutput + MoreGradient(kind).Zip(input, (gradient, x) => (double)gradient * x).Sum();
    }

    private float[] MoreGradient(Kind kind) => kind is Kind.LayerOfSum or Kind.RmsOfSum ? sumGradient : [];

    private (StatisticGroups Groups, float[] Gamma, float[] Beta) Operands(Kind kind)
    {
        var groups = Groups(kind);
        return (groups, gamma[..groups.View.Channels], HasMean(kind) ? beta[..groups.View.Channels] : []);
    }
}
