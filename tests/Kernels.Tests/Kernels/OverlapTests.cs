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

    public static TheoryData<string> LayersOfOnePosition => LayerCases.Names(layer => layer.SizedAtCall || layer.IsDense);

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
            foreach (var (first, second) in names.SelectMany(one => names, (one, other) => (one, other)).Where(pair => IsPair(pair, pass)))
            {
                foreach (var shift in new[] { 0, 1, length - 1 }.Distinct())
                {
                    if (shift > 0 || !Arguments.MayBeSame(pass, first, second))
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

    /// <summary>As in x + norm(x): what is only read may be the same memory, with the results of copies.</summary>
    [Theory]
    [MemberData(nameof(ResidualLayers))]
    public void Tensors_that_are_only_read_may_overlap(string name)
    {
        var layer = LayerCases.Named(name);
        foreach (var shift in new[] { 0, 1 })
        {
            var (shared, copied) = (TrialSizes.Small(layer, Fills.Normal), TrialSizes.Small(layer, Fills.Normal));
            var length = shared.Input.Length;
            float[] memory = [.. shared.Input, .. shared.Input];
            var ofShared = new Arguments(shared)
                .With("input", memory.AsMemory(0, length))
                .With("residual", memory.AsMemory(shift, length))
                .With("outputGradient", memory.AsMemory(2 * shift, length));
            var ofCopied = new Arguments(copied)
                .With("input", memory.AsSpan(0, length).ToArray())
                .With("residual", memory.AsSpan(shift, length).ToArray())
                .With("outputGradient", memory.AsSpan(2 * shift, length).ToArray());
            foreach (var pass in new[] { Pass.Infer, Pass.FrozenInfer, Pass.Forward, Pass.Backward })
            {
                ofShared.Call(pass);
                ofCopied.Call(pass);
                foreach (var written in ofShared.Of(pass).Where(tensor => Arguments.IsWritten(pass, tensor)))
                {
                    Bits.RequireEqual(ofCopied[written].Span, ofShared[written].Span, $"{pass} {written}");
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
        foreach (var pass in trial.OutputPasses.ToArray())
        {
            var exception = Assert.Throws<ArgumentException>(() => trial.Layer.Run(
                pass,
                MemoryMarshal.Cast<byte, float>(bytes.AsSpan(0, trial.Input.Length * sizeof(float))),
                trial.Residual,
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
    [MemberData(nameof(LayersOfOnePosition))]
    public void Parameters_and_statistics_as_tensors(string name)
    {
        // One value per channel, so that a row of the layer is a whole tensor.
        var layer = LayerCases.Named(name);
        var trial = new Trial(layer, 1, 1, Fills.Normal);
        var state = trial.Layer.State;
        RequireOwned(trial, state.Gamma);
        RequireOwned(trial, state.Beta);
        if (layer.IsBatchNorm)
        {
            RequireOwned(trial, trial.Layer.BatchNorm.RunningMean);
            RequireOwned(trial, trial.Layer.BatchNorm.RunningVariance);
        }

        if (layer.Trains)
        {
            RequireOwned(trial, state.GammaGradient);
            RequireOwned(trial, state.BetaGradient);

            // A sample norm has none before, and then as many as there are groups; with room for more a tensor of it can lie there.
            if (layer.IsSampleNorm)
            {
                layer.Type.GetMethod("Reserve")!.CreateDelegate<Action<int>>(trial.Layer.Layer)(layer.Channels);
                trial.Forward();
            }

            RequireOwned(trial, trial.Layer.SavedRstd);
            if (layer.HasMean)
            {
                RequireOwned(trial, trial.Layer.SavedMean);
            }
        }
    }

    private static void RequireOwned(Trial trial, ReadOnlySpan<float> row)
    {
        var own = OwnMemory.Of(row, trial.Input.Length);
        foreach (var pass in Passes(trial).Where(pass => pass != Pass.FrozenInfer))
        {
            foreach (var tensor in new Arguments(trial).Of(pass))
            {
                new Arguments(trial).With(tensor, own).RequireRefused(pass, tensor);
            }
        }
    }

    /// <summary>Two tensors, one of which the pass writes.</summary>
    private static bool IsPair((string First, string Second) tensors, Pass pass) =>
        tensors.First != tensors.Second && (Arguments.IsWritten(pass, tensors.First) || Arguments.IsWritten(pass, tensors.Second));

    private static Pass[] Passes(Trial trial) => [.. trial.OutputPasses, .. trial.GradientPasses];

    /// <summary>A layer that was trained before, so that a wrong write anywhere in it shows.</summary>
    private static Trial Prepared(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        return trial.Case.Trains ? trial.Forward().Backward() : trial;
    }
}
