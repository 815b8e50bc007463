using NormGen.Generator.Ir;

namespace NormGen.Generator.Elements;

/// <summary>IEEE single precision, stored as it is computed.</summary>
internal sealed class Float32 : Element
{
    public override string StorageType => "float";

    public override string Name => "";

    public override Value Load(IrBuilder b, Region buffer, Index at, Index? count, Value? fill) =>
        b.Load(buffer, at, IrType.Floats, count, fill);

    public override void Store(IrBuilder b, Region buffer, Index at, Value value, Index? count) => b.Store(buffer, at, value, count);
}
