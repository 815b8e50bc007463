using System;
using System.Linq;
using System.Reflection;
using NormGen.Reference;
using NormGen.Runtime;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>A declared layer: what its attribute says, and how to make one.</summary>
internal sealed class LayerCase
{
    private readonly NormalizationAttribute declared;
    private readonly SpatialNormalizationAttribute? spatial;
    private readonly RowNormalizationAttribute? rows;
    private readonly BatchNormAttribute? batchNorm;

    public LayerCase(Type type)
    {
        declared = type.GetCustomAttribute<NormalizationAttribute>() ?? throw new ArgumentException($"{type} declares no layer.");
        spatial = declared as SpatialNormalizationAttribute;
        rows = declared as RowNormalizationAttribute;
        batchNorm = declared as BatchNormAttribute;
        Type = type;
    }

    public Type Type { get; }

    public string Name => Type.Name;

    public bool IsBatchNorm => batchNorm is not null;

    /// <summary>Whether the statistics are those of a sample: every kind but batch norm.</summary>
    public bool IsSampleNorm => !IsBatchNorm;

    public bool IsRows => rows is not null;

    /// <summary>The number of channels; of rows, that of a row's elements.</summary>
    public int Channels => declared switch
    {
        BatchNormAttribute batch => batch.Channels,
        GroupNormAttribute group => group.Channels,
        InstanceNormAttribute instance => instance.Channels,
        _ => rows!.NormalizedShape.Aggregate(1, (product, size) => product * size),
    };

    /// <summary>The number of groups that have a mean each: in a sample, or for batch norm in all of them.</summary>
    public int Groups => declared switch
    {
        GroupNormAttribute group => group.Groups,
        RowNormalizationAttribute => 1,
        _ => Channels,
    };

    /// <summary>The order of the axes; rows lie as those of a dense layer do.</summary>
    public Layout Layout => spatial?.Layout ?? Layout.NC;

    /// <summary>What messages call the order of the axes.</summary>
    public string ShapeName => IsRows ? "rows" : $"{Layout}";

    public Activation Activation => declared.Activation;

    /// <summary>The activation with its parameter; 0 is what an attribute holds where nothing was set, and no layer here sets it.</summary>
    internal ActivationFunction Function =>
        new(declared.Activation, declared.Alpha != 0 ? (float)declared.Alpha : (float?)ActivationReference.DefaultAlpha(declared.Activation));
    /// <summary>The type of the user's function.</summary>
    public Type? Epilogue => declared.Epilogue;

    /// <summary>The user's function on single floats.</summary>
    public EpilogueFunction? UserFunction => Create().State switch
    {
        BatchNormState state => state.Options.Epilogue,
        SampleNormState state => state.Options.Epilogue,
        _ => null,
    };

    /// <summary>How the output is stored.</summary>
    public Quantization Quantization => declared.Quantization;

    public bool IsQuantized => Quantization != Quantization.None;

    public bool Affine => declared.Affine;

    /// <summary>Whether a mean is subtracted.</summary>
    public bool HasMean => declared is not RmsNormAttribute;

    /// <summary>Whether there is a beta.</summary>
    public bool HasBeta => Affine && HasMean;

    public bool UnitOffset => declared is RmsNormAttribute { UnitOffset: true };

    /// <summary>Whether a residual is added to what is normalized.</summary>
    public bool Residual => declared.Residual;

    /// <summary>Whether a residual is added before anything is normalized.</summary>
    public bool PreAdd => rows is { PreAdd: true };

    public Dialect Dialect => batchNorm?.Dialect ?? Dialect.PyTorch;

    public bool Trains => declared.Passes == Passes.All;

    // 0 is what an attribute holds where nothing was set; no layer here sets it.
    public double Epsilon => declared.Epsilon != 0 ? declared.Epsilon : DefaultEpsilon;

    public double Momentum => batchNorm is { Momentum: not 0 } ? batchNorm.Momentum : Dialect switch
    {
        Dialect.Onnx => 0.9,
        Dialect.Keras => 0.99,
        _ => 0.1,
    };

    public bool SizedAtCall =>
        spatial is { Layout: not Layout.NC, Length: 0, Depth: 0, Height: 0, Width: 0 };

    /// <summary>The number of positions where it is declared; 1 for NC and for rows.</summary>
    public int DeclaredPositions => spatial is null
        ? 1
        : Math.Max(1, spatial.Length) * Math.Max(1, spatial.Depth) * Math.Max(1, spatial.Height) * Math.Max(1, spatial.Width);

    /// <summary>Whether a sample has one position.</summary>
    public bool IsDense => Layout == Layout.NC;

    /// <summary>Whether the number of positions, or for batch norm that of samples, decides how many values a mean is taken over.
    /// </summary>
    public bool IsOfAnyLength => SizedAtCall || (IsDense && IsBatchNorm);

    public bool ChannelsLast => Layout is Layout.NC or Layout.NLC or Layout.NHWC or Layout.NDHWC;

    private double DefaultEpsilon => !HasMean ? 1.1920928955078125e-07 : Dialect == Dialect.Keras ? 1e-3 : 1e-5;

    /// <summary>The threads that its calls may use.</summary>
    public int Threads { get; init; } = 1;

    public LayerUnderTest Create()
    {
        var layer = (NormalizationLayer)Activator.CreateInstance(Type)!;
        layer.MaxDegreeOfParallelism = Threads;
        return new(this, layer);
    }

    /// <summary>The (outer, channels, inner) view of a call's tensors.</summary>
    public TensorView View(int batch, int positions) => ChannelsLast
        ? new TensorView(batch * positions, Channels, 1)
        : new TensorView(batch, Channels, positions);

    /// <summary>Which elements of a call's tensors share their statistics.</summary>
    public StatisticGroups GroupsOf(int batch, int positions) => IsBatchNorm
        ? StatisticGroups.OfChannels(View(batch, positions))
        : StatisticGroups.OfSamples(View(batch, positions), batch, Groups);

    public override string ToString() => Name;
}
