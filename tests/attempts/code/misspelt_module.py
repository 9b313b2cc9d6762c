# kata: 6.3
import nunpy as np
