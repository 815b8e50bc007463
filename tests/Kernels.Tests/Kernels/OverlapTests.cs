using System;
using System.Linq;
using System.Runtime.InteropServices;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Support;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>Which tensors of a call may be the same memory: what they are then is a matter of every verification.</summary>
public class OverlapTests
{
    public static TheoryData<string> Layers => LayerCases.Names(layer => layer.Channels <= 64 && layer.DeclaredPositions <= 100);

    public static TheoryData<string> LayersOfAnyLength => LayerCases.Names(layer => layer.IsOfAnyLength);

    public static TheoryData<string> ResidualLayers => LayerCases.Names(layer => layer.Residual && layer.Trains);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Any_two_tensors_are_apart_or_where_allowed_the_same(string name)
    {
        var trial = Prepared(name);
        var length = trial.Input.Length;
        foreach (var pass in Passes(trial))
        {
            var names = new Arguments(trial).Of(pass);
            foreach (var (first, second) in names.SelectMany(one => names, (one, other) => (one, other)).Where(IsPair))
            {
                foreach (var shift in new[] { 0, 1, length - 1 }.Distinct())
                {
                    if (shift > 0 || !MayBeSame(first, second))
                    {
                        var memory = new float[2 * length];
                        new Arguments(trial)
                            .With(first, memory.AsMemory(0, length))
                            .With(second, memory.AsMemory(shift, length))
                            .RequireRefused(pass, first, second);
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_fraction_of_an_element_apart_is_an_overlap(string name)
    {
        var trial = Prepared(name);
        var bytes = new byte[(trial.Input.Length + 1) * sizeof(float)];
        var residual = (float[])trial.Residual.Clone();
        foreach (var pass in trial.OutputPasses.ToArray())
        {
            var exception = Assert.Throws<ArgumentException>(() => trial.Layer.Run(
                pass,
                MemoryMarshal.Cast<byte, float>(bytes.AsSpan(0, trial.Input.Length * sizeof(float))),
                residual,
                MemoryMarshal.Cast<byte, float>(bytes.AsSpan(2, trial.Input.Length * sizeof(float))),
                trial.Batch));
            Assert.Equal("output", exception.ParamName);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Neighbours_do_not_overlap(string name)
    {
        var trial = Prepared(name);
        var length = trial.Input.Length;
        foreach (var pass in Passes(trial))
        {
            // All tensors of the call in one array, in order and in the opposite order.
            var names = new Arguments(trial).Of(pass);
            foreach (var order in new[] { names, [.. names.Reverse()] })
            {
                var memory = new float[names.Count * length];
                var arguments = new Arguments(trial);
                foreach (var (index, tensor) in order.Index())
                {
                    arguments[tensor].CopyTo(memory.AsMemory(index * length, length));
                    arguments[tensor] = memory.AsMemory(index * length, length);
                }

                arguments.Call(pass);
                Bits.RequireEqual(trial.Input, arguments["input"].Span, "input");
            }
        }
    }

    [Theory]
    [MemberData(nameof(ResidualLayers))]
    public void Both_gradients_in_place_of_the_outputs(string name)
    {
        var trial = Prepared(name);
        foreach (var pass in trial.GradientPasses)
        {
            new Arguments(trial)
                .With("inputGradient", trial.OutputGradient)
                .With("residualGradient", trial.OutputGradient)
                .RequireRefused(pass, "inputGradient", "residualGradient");
        }
    }

    [Theory]
    [MemberData(nameof(LayersOfAnyLength))]
    public void Parameters_and_statistics_as_tensors(string name)
    {
        // One value per channel, so that a row of the layer is a whole tensor.
        var trial = new Trial(LayerCases.Named(name), 1, 1, Fills.Normal);
        var state = trial.Layer.State;
        RequireOwned(trial, state.RunningMean);
        RequireOwned(trial, state.RunningVariance);
        RequireOwned(trial, state.Gamma);
        RequireOwned(trial, state.Beta);
        if (trial.Case.Trains)
        {
            RequireOwned(trial, state.SavedMean);
            RequireOwned(trial, state.SavedRstd);
            RequireOwned(trial, state.GammaGradient);
            RequireOwned(trial, state.BetaGradient);
        }
    }

    private static void RequireOwned(Trial trial, ReadOnlySpan<float> row)
    {
        var own = OwnMemory.Of(row);
        Pass[] training = [Pass.Forward, Pass.Backward, Pass.InferBackward];
        foreach (var pass in trial.Case.Trains ? [Pass.Infer, .. training] : new[] { Pass.Infer })
        {
            foreach (var tensor in new Arguments(trial).Of(pass))
            {
                new Arguments(trial).With(tensor, own).RequireRefused(pass, tensor);
            }
        }
    }

    private static bool IsPair((string First, string Second) tensors) => tensors.First != tensors.Second;

    private static bool MayBeSame(string first, string second) =>
        IsOneOf(first, second, "output", "input") || IsOneOf(first, second, "output", "residual") ||
        IsOneOf(first, second, "inputGradient", "outputGradient") || IsOneOf(first, second, "residualGradient", "outputGradient");

    private static bool IsOneOf(string first, string second, string one, string other) =>
        (first == one && second == other) || (first == other && second == one);

    private static Pass[] Passes(Trial trial) => [.. trial.OutputPasses, .. trial.GradientPasses];

    /// <summary>A layer that was trained before, so that a wrong write anywhere in it shows.</summary>
    private static Trial Prepared(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        return trial.Case.Trains ? trial.Forward().Backward() : trial;
    }
}
