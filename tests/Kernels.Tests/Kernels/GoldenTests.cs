using System.Collections.Generic;
using NormGen.Kernels.Tests.Harness;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>What PyTorch computed in double, against generated layers in both orders of memory, at the promised bounds.</summary>
public class GoldenTests
{
    private static readonly Dictionary<string, string> LayerOfGolden = new()
    {
        ["batch_nchw"] = "GoldenNchw",
        ["batch_7x7"] = "GoldenSevenBySeven",
        ["batch_ncl"] = "GoldenNcl",
        ["batch_ncdhw"] = "GoldenNcdhw",
        ["batch_cumulative"] = "GoldenCumulative",
        ["batch_two_steps"] = "GoldenTwoSteps",
        ["batch_large_mean"] = "GoldenLargeMean",
        ["batch_no_affine"] = "GoldenNoAffine",
        ["batch_relu"] = "GoldenRelu",
        ["batch_residual_relu"] = "GoldenResidualRelu",
    };

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string> { { "batch_nc", "Nc33" } };
            foreach (var (golden, layer) in LayerOfGolden)
            {
                rows.Add(golden, layer + "ChannelsFirst");
                rows.Add(golden, layer + "ChannelsLast");
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Infer_equals_PyTorch(string golden, string layer)
    {
        var run = new GoldenRun(golden, layer);
        run.Infer();
        run.RequireTensor("infer_output", run.Output, run.InferenceBounds());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Frozen_Infer_equals_PyTorch(string golden, string layer)
    {
        var run = new GoldenRun(golden, layer);
        run.InferFrozen();
        run.RequireTensor("infer_output", run.Output, run.InferenceBounds());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Forward_equals_PyTorch(string golden, string layer)
    {
        var run = new GoldenRun(golden, layer);
        run.Forward();
        run.RequireTensor("train_output", run.Output, run.TrainingBounds());
        run.RequireChannels("saved_mean", run.Layer.State.SavedMean);
        run.RequireChannels("saved_rstd", run.Layer.State.SavedRstd);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Backward_equals_PyTorch(string golden, string layer)
    {
        var run = new GoldenRun(golden, layer);
        run.Forward();
        run.Backward();
        run.RequireTensor("input_grad", run.InputGradient, run.InputGradientBounds());
        if (run.Layer.Case.Residual)
        {
            run.RequireTensor("residual_grad", run.ResidualGradient, run.ResidualGradientBounds());
        }

        if (run.Layer.Case.Affine)
        {
            run.RequireChannels("gamma_grad", run.Layer.State.GammaGradient, run.GammaGradientBounds());
            run.RequireChannels("beta_grad", run.Layer.State.BetaGradient, run.BetaGradientBounds());
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Running_statistics_equal_PyTorch(string golden, string layer)
    {
        var run = new GoldenRun(golden, layer);
        for (var step = 0; step < run.Golden.Steps; step++)
        {
            run.Forward();
        }

        Assert.Equal(run.Golden.Steps, run.Layer.State.BatchesTracked);
        run.RequireChannels("running_mean_after", run.Layer.State.RunningMean);
        run.RequireChannels("running_var_after", run.Layer.State.RunningVariance);
    }
}
