using System;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>No call allocates, whatever the number of threads, once the threads are there.</summary>
public class AllocationTests
{
    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    [Theory]
    [MemberData(nameof(Layers))]
    public void No_call_allocates(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        foreach (var threads in new[] { 1, 2 })
        {
            trial.Layer.Layer.MaxDegreeOfParallelism = threads;
            var frozen = trial.Layer.Freeze();
            RequireNoAllocation("Frozen.Infer", () => frozen.Run(trial.Input, trial.Residual, trial.Output, trial.Batch));
            RequireNoAllocation("Infer", () => trial.Infer());
            RequireNoAllocation("Infer of nothing", () => trial.Layer.Infer([], [], 0));
            if (trial.Case.Trains)
            {
                RequireNoAllocation("Forward", () => trial.Forward());
                RequireNoAllocation("Backward", () => trial.Backward());
                RequireNoAllocation("InferBackward", () => trial.InferBackward());
                RequireNoAllocation("Backward of nothing", () => trial.Layer.Backward([], [], [], 0));
            }
        }
    }

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
