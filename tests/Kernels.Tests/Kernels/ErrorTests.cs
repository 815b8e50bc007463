using System;
using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>What bad input gets: an exception that names the argument, and nothing written.</summary>
public class ErrorTests
{
    private const int Batch = 2;

    public static TheoryData<string> Layers => LayerCases.Names(layer => layer.Channels <= 64 && layer.DeclaredPositions <= 100);

    public static TheoryData<string> TrainingLayers => LayerCases.Names(layer =>
        layer.Trains && layer.Channels <= 64 && layer.DeclaredPositions <= 100);

    public static TheoryData<string> TrainingBatchNorms => LayerCases.Names(layer =>
        layer.IsBatchNorm && layer.Trains && layer.Channels <= 64 && layer.DeclaredPositions <= 100);

    public static TheoryData<string> AtCallLayers => LayerCases.Names(layer => layer.SizedAtCall);

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_length_that_fits_no_batch(string name)
    {
        var trial = Prepared(name);
        if (trial.Case.Channels * trial.Case.DeclaredPositions == 1 && !trial.Case.SizedAtCall)
        {
            return; // Any length is a batch of such samples.
        }

        foreach (var pass in Passes(trial))
        {
            var arguments = new Arguments(trial).OfLength(trial.Input.Length + 1);
            arguments.RequireRefused(pass, arguments.Of(pass)[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Another_length_than_the_inputs(string name)
    {
        var trial = Prepared(name);
        foreach (var pass in Passes(trial))
        {
            // All others are compared with the first.
            foreach (var tensor in new Arguments(trial).Of(pass).Skip(1))
            {
                foreach (var length in new[] { 0, trial.Input.Length - 1, trial.Input.Length + 1, 2 * trial.Input.Length })
                {
                    new Arguments(trial).With(tensor, new float[length]).RequireRefused(pass, tensor);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(AtCallLayers))]
    public void A_batch_that_is_none(string name)
    {
        var trial = Prepared(name);
        var tooMany = (int)Math.Min(int.MaxValue, (int.MaxValue / trial.Case.Channels) + 1L);
        int[] batches = trial.Case.Channels == 1 ? [-1, int.MinValue] : [-1, int.MinValue, tooMany, int.MaxValue];
        foreach (var pass in Passes(trial))
        {
            foreach (var batch in batches)
            {
                new Arguments(trial).WithBatch(batch).RequireRefused(pass, "batch");
                new Arguments(trial).OfLength(0).WithBatch(batch).RequireRefused(pass, "batch");
            }

            new Arguments(trial).WithBatch(0).RequireRefused(pass, "input");
        }
    }

    [Theory]
    [MemberData(nameof(TrainingBatchNorms))]
    public void Training_on_one_value_per_channel(string name)
    {
        var layer = LayerCases.Named(name);
        if (!layer.SizedAtCall && layer.DeclaredPositions > 1)
        {
            return; // A sample of it has more values.
        }

        var trial = new Trial(layer, 1, 1, Fills.Normal);
        var exception = new Arguments(trial).RequireRefused(Pass.Forward, "input");
        Assert.Contains("Expected more than 1 value per channel when training", exception.Message, StringComparison.Ordinal);
        trial.Infer();
    }

    [Theory]
    [MemberData(nameof(TrainingLayers))]
    public void Backward_before_Forward(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        new Arguments(trial).RequireNothingWritten<InvalidOperationException>(Pass.Backward);
        trial.Infer();
        if (trial.Case.IsBatchNorm)
        {
            trial.InferBackward();
        }

        new Arguments(trial).RequireNothingWritten<InvalidOperationException>(Pass.Backward);
    }

    [Theory]
    [MemberData(nameof(TrainingLayers))]
    public void Backward_of_another_batch(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward();
        new Arguments(trial)
            .OfLength(2 * trial.Input.Length)
            .WithBatch(2 * trial.Batch)
            .RequireNothingWritten<InvalidOperationException>(Pass.Backward);
        trial.Backward();
    }

    [Theory]
    [MemberData(nameof(AtCallLayers))]
    public void Backward_of_another_size_with_as_many_elements(string name)
    {
        var trial = new Trial(LayerCases.Named(name), 2, 12, Fills.Normal);
        if (trial.Case.Trains)
        {
            trial.Forward();
            new Arguments(trial).WithBatch(4).RequireNothingWritten<InvalidOperationException>(Pass.Backward);
            new Arguments(trial).WithBatch(1).RequireNothingWritten<InvalidOperationException>(Pass.Backward);
            trial.Backward();
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Messages_name_what_came_and_what_was_expected(string name)
    {
        var trial = Prepared(name);
        var length = trial.Input.Length;
        var exception = new Arguments(trial).With("output", new float[length + 3]).RequireRefused(Pass.Infer, "output");
        Assert.Contains($"{length + 3}", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{length}", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_number_of_threads_that_is_none(string name)
    {
        var layer = LayerCases.Named(name).Create();
        Assert.Equal(1, layer.Layer.MaxDegreeOfParallelism);
        Assert.Throws<ArgumentOutOfRangeException>(() => layer.Layer.MaxDegreeOfParallelism = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => layer.Layer.MaxDegreeOfParallelism = -2);
        Assert.Equal(1, layer.Layer.MaxDegreeOfParallelism);
    }

    private static Pass[] Passes(Trial trial) => [.. trial.OutputPasses, .. trial.GradientPasses];

    /// <summary>A layer that was trained before, so that a wrong write anywhere in it shows.</summary>
    private static Trial Prepared(string name)
    {
        var layer = LayerCases.Named(name);
        var trial = new Trial(layer, Batch, TrialSizes.Positions(layer), Fills.Normal);
        return layer.Trains ? trial.Forward().Backward() : trial;
    }
}
