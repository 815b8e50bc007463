using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Support;
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
        ["batch_silu"] = "GoldenSilu",
        ["batch_hard_swish"] = "GoldenHardSwish",
        ["batch_leaky_relu"] = "GoldenLeakyRelu",
        ["group_silu"] = "GoldenGroupSilu",
        ["group_residual_gelu"] = "GoldenGroupResidualGelu",
        ["group_8x4"] = "GoldenGroup",
        ["group_odd"] = "GoldenGroupOdd",
        ["group_one"] = "GoldenGroupOne",
        ["group_no_affine"] = "GoldenGroupNoAffine",
        ["instance_nchw"] = "GoldenInstance",
        ["instance_ncl"] = "GoldenInstanceNcl",
        ["instance_no_affine"] = "GoldenInstanceNoAffine",
        ["instance_relu"] = "GoldenInstanceRelu",
        ["instance_large_mean"] = "GoldenInstanceLargeMean",
    };

    private static readonly Dictionary<string, string> RowLayerOfGolden = new()
    {
        ["batch_nc"] = "Nc33",
        ["layer_48"] = "GoldenLayer",
        ["layer_tokens"] = "GoldenLayerTokens",
        ["layer_odd"] = "GoldenLayerOdd",
        ["layer_residual"] = "GoldenLayerResidual",
        ["rms_64"] = "GoldenRms",
        ["rms_odd"] = "GoldenRmsOdd",
    };

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (golden, layer) in RowLayerOfGolden)
            {
                rows.Add(golden, layer);
            }

            foreach (var (golden, layer) in LayerOfGolden)
            {
                rows.Add(golden, layer + "ChannelsFirst");
                rows.Add(golden, layer + "ChannelsLast");
            }

            return rows;
        }
    }

    public static TheoryData<string, string> BatchNormRows =>
        new(Rows.Select(row => row.Data).Where(row => LayerCases.Named(row.Item2).IsBatchNorm));

    [Fact]
    public void Every_golden_has_its_layer() => Assert.Equal(
        Golden.Names.Select(row => row.Data),
        LayerOfGolden.Keys.Concat(RowLayerOfGolden.Keys).Order(StringComparer.Ordinal));

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
        run.RequireStatistics("saved_rstd", run.Layer.SavedRstd);
        if (run.Layer.Case.HasMean)
        {
            run.RequireStatistics("saved_mean", run.Layer.SavedMean);
        }
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
        }

        if (run.Layer.Case.HasBeta)
        {
            run.RequireChannels("beta_grad", run.Layer.State.BetaGradient, run.BetaGradientBounds());
        }
    }

    [Theory]
    [MemberData(nameof(BatchNormRows))]
    public void Running_statistics_equal_PyTorch(string golden, string layer)
    {
        var run = new GoldenRun(golden, layer);
        for (var step = 0; step < run.Golden.Steps; step++)
        {
            run.Forward();
        }

        Assert.Equal(run.Golden.Steps, run.Layer.BatchNorm.BatchesTracked);
        run.RequireStatistics("running_mean_after", run.Layer.BatchNorm.RunningMean);
        run.RequireStatistics("running_var_after", run.Layer.BatchNorm.RunningVariance);
    }
}
