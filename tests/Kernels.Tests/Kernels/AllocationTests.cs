using System;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>No call allocates, whatever the number of threads, once the threads are there.</summary>
public class AllocationTests
{
    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    public static TheoryData<string> SampleNorms => LayerCases.Names(layer => layer.IsSampleNorm && layer.Trains);

    [Theory]
    [MemberData(nameof(Layers))]
    public void No_call_allocates(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);

        // A call that finds the workers busy with other tests would hire another one.
        NormGen.Runtime.WorkerPool.Shared.HireAll();
        foreach (var threads in new[] { 1, 2 })
        {
            trial.Layer.Layer.MaxDegreeOfParallelism = threads;
            var frozen = trial.Layer.Freeze();
            RequireNoAllocation("Frozen.Infer", () => RunFrozen(trial, frozen));
            RequireNoAllocation("Infer", () => trial.Infer());
            RequireNoAllocation("Infer of nothing", () => trial.Layer.Infer([], [], 0));
            if (trial.Case.Trains)
            {
                RequireNoAllocation("Forward", () => trial.Forward());
                RequireNoAllocation("Backward", () => trial.Backward());
                if (trial.Case.IsBatchNorm)
                {
                    RequireNoAllocation("InferBackward", () => trial.InferBackward());
                }

                RequireNoAllocation("Backward of nothing", () => trial.Layer.Backward([], [], [], 0));
            }
        }
    }

    [Theory]
    [MemberData(nameof(SampleNorms))]
    public void What_a_larger_batch_needs_may_be_reserved(string name)
    {
        var layer = LayerCases.Named(name);
        var trial = TrialSizes.Small(layer, Fills.Normal).Forward().Backward();
        var larger = new Trial(layer, 2 * trial.Batch, TrialSizes.Positions(layer), Fills.Normal);
        layer.Type.GetMethod("Reserve")!.CreateDelegate<Action<int>>(trial.Layer.Layer)(larger.Batch);
        var saved = trial.Layer.Snapshot();
        Assert.Equal(TrialSizes.Small(layer, Fills.Normal).Forward().Backward().Layer.Snapshot(), saved);

        var before = GC.GetAllocatedBytesForCurrentThread();
        trial.Layer.Layer.RunPass(Pass.Forward, new PassTensors
        {
            Input = larger.Input,
            Residual = larger.Residual,
            Output = larger.Output,
            Sum = larger.Sum,
            Batch = larger.Batch,
        });
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(larger.Groups.Count, trial.Layer.SavedRstd.Length);
    }

    private static void RunFrozen(Trial trial, FrozenLayer frozen) => frozen.Run(new PassTensors
    {
        Input = trial.Input,
        Residual = trial.Residual,
        Output = trial.Output,
        Sum = trial.Sum,
        Batch = trial.Batch,
    });

    private static void RequireNoAllocation(string what, Action call)
    {
        call();
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        call();
        Assert.True(GC.GetAllocatedBytesForCurrentThread() == before, $"{what} allocates");
    }
}
